/** The textbook sampler, which protects nothing, beside numpy's, which neither does. */

import { seededRandom } from "lib/seeded_random.ts";
import { laplaceMechanism } from "lib/textbook/laplace.ts";
import type { PeerProcess } from "../../tools/bench/peer_process.ts";
import type { Contender, Row } from "../../tools/bench/row.ts";
import { ours, peer, TRUE_VALUE } from "./contenders.ts";
import { laplaceSize } from "./noise_size.ts";

const size = laplaceSize(1);

export function textbookRows(python: PeerProcess): Row[] {
  const outputs = new Float64Array(1_000_000);
  return [{
    name: "textbook Laplace, one a call",
    ours: ours({
      size,
      count: outputs.length,
      calls: 2,
      work() {
        for (let i = 0; i < outputs.length; i++) {
          outputs[i] = laplaceMechanism(TRUE_VALUE, 1);
        }
        return outputs;
      },
    }),
    peers: [
      peer(python, {
        name: "numpy, one a call",
        target: 5,
        size,
        work: "numpy_laplace_loop",
        count: 300_000,
        options: { scale: 1 },
      }),
      seeded(),
    ],
  }];
}

function seeded(): Contender {
  const outputs = new Float64Array(1_000_000);
  const random = seededRandom(42);
  return ours({
    name: "ours, seeded source",
    size,
    count: outputs.length,
    work() {
      for (let i = 0; i < outputs.length; i++) {
        outputs[i] = laplaceMechanism(TRUE_VALUE, 1, 1, random);
      }
      return outputs;
    },
  });
}
