import * as core from "lib/mod.ts";
import { seededRandom } from "lib/seeded_random.ts";
import { type Cases, taking } from "./taking.ts";

const random = seededRandom("options");
const epsilon = 1;
const rows = [{ age: 20, city: "A" }, { age: 30, city: "B" }];

/** Attacks, audits, risk, shares and errors. */
export const ofAuditAndRisk: Cases = {
  auditMechanism: taking(
    (options: Parameters<typeof core.auditMechanism<number, number>>[1]) =>
      core.auditMechanism((input: number) => input, options),
    {
      ...{ neighbors: [0, 1], draws: 10, random },
      ...{ claimedEpsilon: 1, delta: 0.1, confidence: 0.9, events: {} },
    },
  ),
  auditOutputs: taking(
    (options: core.AuditOptions<number>) =>
      core.auditOutputs([[0, 0], [1, 1]], options),
    { claimedEpsilon: 1, delta: 0.1, confidence: 0.9, events: {} },
  ),
  auditEpsilon: taking(core.auditEpsilon, {
    ...{ truePositives: 6, positives: 10, falsePositives: 2, negatives: 10 },
    ...{ confidence: 0.9, delta: 0.1 },
  }),
  clopperPearson: taking(
    (options: Parameters<typeof core.clopperPearson>[2] & object) =>
      core.clopperPearson(1, 10, options),
    { confidence: 0.9 },
  ),
  posteriorBound: taking(core.posteriorBound, { prior: 0.1, epsilon }),
  advantageBound: taking(core.advantageBound, { epsilon, delta: 0.1 }),
  additiveShares: taking(
    (options: Parameters<typeof core.additiveShares>[2] & object) =>
      core.additiveShares(7, 2, options),
    { modulus: 100n, random },
  ),
  sumOfShares: taking(
    (options: core.ShareOptions) => core.sumOfShares([7], options),
    { modulus: 100n },
  ),
  reachableDoubles: taking(
    (options: Parameters<typeof core.reachableDoubles>[1]) =>
      core.reachableDoubles(({ uniform }) => uniform(), options),
    { start: 1 - 2 ** -50, count: 2 },
  ),
  clippingError: taking(
    (options: core.Clipping) => core.clippingError(rows, options),
    { column: "age", max: 25, unit: "city", maxRows: 1, epsilon },
  ),
};
