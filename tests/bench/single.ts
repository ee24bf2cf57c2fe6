/**
 * One release a call, with ε 1. Each loop is written out, as in a program of its own: a
 * compiler that has seen one loop call many mechanisms no longer inlines any.
 */

import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { laplace } from "lib/mechanisms/laplace.ts";
import type { PeerProcess } from "../../tools/bench/peer_process.ts";
import type { Peer, Row } from "../../tools/bench/row.ts";
import { ours, peer, TRUE_VALUE } from "./contenders.ts";
import {
  discreteLaplaceSize,
  laplaceSize,
  type NoiseSize,
  roundedLaplaceSize,
} from "./noise_size.ts";

const integer = discreteLaplaceSize(1);
const real = laplaceSize(1);

export function singleRows(python: PeerProcess): Row[] {
  return [
    singleInteger(python),
    singleReal(python),
    builtInteger(python),
    builtReal(python),
    newInteger(python),
    newReal(python),
  ];
}

function singleInteger(python: PeerProcess): Row {
  const outputs = new Float64Array(1_000_000);
  const mechanism = discreteLaplace({ sensitivity: 1, epsilon: 1 });
  return {
    name: "discrete Laplace, one a call",
    ours: ours({
      size: integer,
      count: outputs.length,
      calls: 4,
      work() {
        for (let i = 0; i < outputs.length; i++) {
          outputs[i] = mechanism.release(TRUE_VALUE);
        }
        return outputs;
      },
    }),
    peers: peers(python, "single_integer", integer, roundedLaplaceSize(1)),
  };
}

function singleReal(python: PeerProcess): Row {
  const outputs = new Float64Array(1_000_000);
  const mechanism = laplace({ sensitivity: 1, epsilon: 1 });
  return {
    name: "Laplace for real values, one a call",
    ours: ours({
      size: real,
      count: outputs.length,
      calls: 2,
      work() {
        for (let i = 0; i < outputs.length; i++) {
          outputs[i] = mechanism.release(TRUE_VALUE);
        }
        return outputs;
      },
    }),
    peers: peers(python, "single_real", real),
  };
}

function builtInteger(python: PeerProcess): Row {
  const outputs = new Float64Array(50_000);
  return {
    name: "discrete Laplace, mechanism built for each, same ε",
    ours: ours({
      size: integer,
      count: outputs.length,
      work() {
        for (let i = 0; i < outputs.length; i++) {
          outputs[i] = discreteLaplace({ sensitivity: 1, epsilon: 1 }).release(
            TRUE_VALUE,
          );
        }
        return outputs;
      },
    }),
    peers: peers(python, "built_integer", integer, roundedLaplaceSize(1)),
  };
}

function builtReal(python: PeerProcess): Row {
  const outputs = new Float64Array(50_000);
  return {
    name: "Laplace for real values, mechanism built for each, same ε",
    ours: ours({
      size: real,
      count: outputs.length,
      work() {
        for (let i = 0; i < outputs.length; i++) {
          outputs[i] = laplace({ sensitivity: 1, epsilon: 1 }).release(
            TRUE_VALUE,
          );
        }
        return outputs;
      },
    }),
    peers: peers(python, "built_real", real),
  };
}

/** An ε that was not there before: 1, as near as the check of the outputs sees. */
function newEpsilon(): number {
  return 1 + 1e-10 * epsilons++;
}

let epsilons = 1;

function newInteger(python: PeerProcess): Row {
  const outputs = new Float64Array(2000);
  return {
    name: "discrete Laplace, a new ε for each",
    ours: ours({
      size: integer,
      count: outputs.length,
      work() {
        for (let i = 0; i < outputs.length; i++) {
          const mechanism = discreteLaplace({
            sensitivity: 1,
            epsilon: newEpsilon(),
          });
          outputs[i] = mechanism.release(TRUE_VALUE);
        }
        return outputs;
      },
    }),
    peers: withoutTargets(
      peers(python, "built_integer", integer, roundedLaplaceSize(1)),
    ),
  };
}

function newReal(python: PeerProcess): Row {
  const outputs = new Float64Array(100);
  return {
    name: "Laplace for real values, a new ε for each",
    ours: ours({
      size: real,
      count: outputs.length,
      work() {
        for (let i = 0; i < outputs.length; i++) {
          const mechanism = laplace({ sensitivity: 1, epsilon: newEpsilon() });
          outputs[i] = mechanism.release(TRUE_VALUE);
        }
        return outputs;
      },
    }),
    peers: withoutTargets(peers(python, "built_real", real)),
  };
}

/** They build as they always do: only ours remembers what it built. */
function withoutTargets(peers: Peer[]): Peer[] {
  return peers.map((peer) => ({ ...peer, target: undefined }));
}

function peers(
  python: PeerProcess,
  work: string,
  size: NoiseSize,
  googles = size,
): Peer[] {
  return [
    peer(python, {
      name: "OpenDP",
      target: 50,
      size,
      work: `opendp_${work}`,
      count: 4000,
    }),
    peer(python, {
      name: "diffprivlib",
      target: 5,
      size,
      work: `diffprivlib_${work}`,
      count: 50_000,
    }),
    peer(python, {
      name: "python-dp (Google)",
      target: 5,
      size: googles,
      work: `google_${work}`,
      count: 50_000,
    }),
  ];
}
