/** Many releases in one call. */

import { discreteGaussian } from "lib/mechanisms/discrete_gaussian.ts";
import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
import { laplace } from "lib/mechanisms/laplace.ts";
import type { NumericMechanism } from "lib/mechanisms/mechanism.ts";
import { secureRandom } from "lib/random.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { processorTime } from "../../tools/bench/clock.ts";
import type { PeerProcess } from "../../tools/bench/peer_process.ts";
import type { Contender, Peer, Row } from "../../tools/bench/row.ts";
import { ours, peer, TRUE_VALUE } from "./contenders.ts";
import {
  discreteGaussianSize,
  discreteLaplaceSize,
  laplaceSize,
  type NoiseSize,
  normalSize,
} from "./noise_size.ts";

const MANY = 1_000_000;
/** What OpenDP draws in about half a second. */
const FEW = 50_000;

export function bulkRows(python: PeerProcess): Row[] {
  return [
    ...[1, 10].map((scale) => discreteLaplaceRow(python, scale)),
    discreteGaussianRow(python, 10),
    laplaceRow(python, 1),
  ];
}

function discreteLaplaceRow(python: PeerProcess, scale: number): Row {
  const size = discreteLaplaceSize(scale);
  return {
    name: `discrete Laplace, scale ${scale}, in bulk`,
    ours: many(
      discreteLaplace({ sensitivity: 1, epsilon: `1/${scale}` }),
      size,
    ),
    peers: [
      peer(python, {
        name: "OpenDP",
        target: 100,
        size,
        work: "opendp_discrete_laplace",
        count: FEW,
        options: { scale },
      }),
      numpyLaplace(python, scale, 0.5),
    ],
  };
}

function discreteGaussianRow(python: PeerProcess, sigma: number): Row {
  const size = discreteGaussianSize(sigma);
  return {
    name: `discrete Gaussian, σ ${sigma}, in bulk`,
    ours: many(
      discreteGaussian({ sensitivity: 1, rho: `1/${2 * sigma * sigma}` }),
      size,
    ),
    peers: [
      peer(python, {
        name: "OpenDP",
        target: 100,
        size,
        work: "opendp_discrete_gaussian",
        count: FEW,
        options: { sigma },
      }),
      peer(python, {
        name: "numpy, floating point",
        size: normalSize(sigma),
        work: "numpy_normal",
        count: MANY,
        calls: 10,
        options: { sigma },
      }),
    ],
  };
}

function laplaceRow(python: PeerProcess, scale: number): Row {
  const size = laplaceSize(scale);
  return {
    name: `Laplace for real values, scale ${scale}, in bulk`,
    ours: many(laplace({ sensitivity: 1, epsilon: `1/${scale}` }), size, 2),
    peers: [
      peer(python, {
        name: "OpenDP",
        target: 100,
        size,
        work: "opendp_laplace",
        count: FEW / 2,
        options: { scale },
      }),
      numpyLaplace(python, scale),
    ],
  };
}

/** What the secure bits cost, and what a seed would. */
export function sourceRow(): Row {
  const size = discreteLaplaceSize(1);
  const mechanism = discreteLaplace({ sensitivity: 1, epsilon: 1 });
  const seeded = seededRandom(42);
  return {
    name: "source of bits: discrete Laplace, scale 1, in bulk",
    ours: many(mechanism, size),
    peers: [
      secureBits(),
      { ...many(mechanism, size, 2, seeded), name: "ours, seeded source" },
    ],
  };
}

function many(
  mechanism: NumericMechanism,
  size: NoiseSize,
  calls = 10,
  random = secureRandom(),
): Contender {
  const values = new Float64Array(MANY).fill(TRUE_VALUE);
  const work = () => mechanism.releaseMany(values, random);
  return ours({ size, work, count: MANY, calls });
}

function numpyLaplace(
  python: PeerProcess,
  scale: number,
  target?: number,
): Peer {
  return peer(python, {
    name: "numpy, floating point",
    target,
    size: laplaceSize(scale),
    work: "numpy_laplace",
    count: MANY,
    calls: 10,
    options: { scale },
  });
}

/** One word of secure bits for each draw, and nothing done with it. */
function secureBits(): Peer {
  const random = secureRandom();
  const words = new Uint32Array(4096);
  return {
    name: "secure bits alone",
    run() {
      const seconds = processorTime(() => {
        for (let i = 0; i < 5000; i++) random.fill(words);
      });
      const odd = words.filter((word) => word & 1).length;
      return {
        seconds,
        items: 5000 * words.length,
        seen: odd / words.length,
      };
    },
    expected: { value: 0.5, tolerance: 0.05 },
  };
}
