import type { DiscreteMechanism } from "../mechanisms/mechanism.ts";
import type { RandomSource } from "../random.ts";
import type { Scalar } from "../where.ts";
import { groupKey } from "./dimension.ts";
import type { Engine, Totals } from "./engines/engine.ts";
import { inUnits } from "./measure.ts";
import { keyThreshold, noiseOf, quantileNoise } from "./noise.ts";
import type { Plan, Statistic } from "./plan.ts";
import { EstimateRelease } from "./releases/estimate.ts";
import type { ReleaseFacts } from "./releases/facts.ts";
import {
  type CellRelease,
  type GroupCell,
  GroupedRelease,
} from "./releases/grouped.ts";
import {
  meanFrom,
  meanInterval,
  type Moments,
  varianceFrom,
  varianceInterval,
} from "./releases/moments.ts";
import { QuantileRelease } from "./releases/quantile.ts";
import { Release } from "./releases/release.ts";
import { mechanismText, targetOf, unitOf, unitsOf } from "./wording.ts";

export type Answer = CellRelease | GroupedRelease;

/**
 * Prepares the answer to a plan; what it returns computes on the data and adds
 * the noise. All that can be refused is refused before.
 *
 * @throws {TypeError | RangeError} if the noise cannot be had
 */
export function answering(
  plan: Plan,
  random: RandomSource,
): (engine: Engine) => Promise<Answer> {
  if (plan.privateColumn !== undefined) {
    return keysAnswer(plan, plan.privateColumn, random);
  }
  return plan.query === "quantile"
    ? quantileAnswer(plan, random)
    : totalsAnswer(plan, random);
}

function totalsAnswer(plan: Plan, random: RandomSource) {
  const noises = noiseOf(plan);
  const power = plan.query === "count" ? 0 : plan.query === "variance" ? 2 : 1;
  const facts: ReleaseFacts = {
    loss: plan.charge,
    mechanism: mechanismText(plan, noises),
    isSecure: random.isSecure,
    unit: unitOf(plan, plan.query),
  };
  const part = { ...facts, loss: plan.charge.dividedBy(noises.length) };
  return async (engine: Engine): Promise<Answer> => {
    const totals = await engine.totals(plan, power);
    const release = (secret: Totals): Release | EstimateRelease => {
      const parts = plan.statistics.map((statistic, i) =>
        noisyTotal(plan, statistic, noises[i]!, secret, random, part)
      );
      return parts.length === 1
        ? parts[0]!.release
        : estimateFrom(plan, parts, facts);
    };
    return grouped(plan, totals.map(release), facts);
  };
}

/** A noisy total, exact in steps and as it is released. */
interface NoisyPart {
  readonly statistic: Statistic;
  readonly noise: DiscreteMechanism;
  readonly steps: number;
  readonly release: Release;
}

function noisyTotal(
  plan: Plan,
  statistic: Statistic,
  noise: DiscreteMechanism,
  secret: Totals,
  random: RandomSource,
  facts: ReleaseFacts,
): NoisyPart {
  const { name } = statistic;
  const noisy = noise.releaseInteger(secret[name], random);
  const toUnits = (steps: number | bigint) => unitsOf(plan, name, steps);
  const off = (alpha: number) => toUnits(noise.accuracy(alpha));
  const mechanism = plan.statistics.length === 1
    ? facts.mechanism
    : mechanismText({ ...plan, statistics: [statistic] }, [noise]);
  return {
    statistic,
    noise,
    steps: Number(noisy),
    release: new Release(
      toUnits(noisy),
      targetOf(plan, name),
      { ...facts, mechanism, unit: unitOf(plan, name) },
      off,
    ),
  };
}

function estimateFrom(
  plan: Plan,
  parts: readonly NoisyPart[],
  facts: ReleaseFacts,
): EstimateRelease {
  const measure = plan.measure!;
  const range = {
    low: measure.low - measure.center,
    high: measure.high - measure.center,
  };
  // Each part may fail in an equal share of the cases.
  const moments = (alpha: number) =>
    Object.fromEntries(parts.map(({ statistic, noise, steps }) => [
      statistic.name,
      { value: steps, off: noise.accuracy(alpha / parts.length) },
    ])) as unknown as Moments;
  const { step, center } = measure;
  const width = step.toNumber();
  const isMean = plan.query === "mean";
  const toUnits = (steps: number) =>
    isMean ? (steps + center) * width : steps * width * width;
  const find = isMean ? meanFrom : varianceFrom;
  const bound = isMean ? meanInterval : varianceInterval;
  return new EstimateRelease(
    toUnits(find(moments(0.05), range)),
    targetOf(plan, plan.query as "mean" | "variance"),
    facts,
    Object.fromEntries(
      parts.map(({ statistic, release }) => [statistic.name, release]),
    ),
    (alpha) => {
      const { low, high } = bound(moments(alpha), range);
      return { low: toUnits(low), high: toUnits(high) };
    },
  );
}

function quantileAnswer(plan: Plan, random: RandomSource) {
  const mechanism = quantileNoise(plan);
  const { step } = plan.measure!;
  const facts: ReleaseFacts = {
    loss: plan.charge,
    mechanism: mechanism.name,
    isSecure: random.isSecure,
    unit: unitOf(plan, "quantile"),
  };
  return async (engine: Engine): Promise<Answer> => {
    const values = await engine.values(plan);
    const releases = values.map((values) =>
      new QuantileRelease(
        inUnits(mechanism.release(values, random), step),
        targetOf(plan, "quantile"),
        facts,
        mechanism.rankError,
      )
    );
    return grouped(plan, releases, facts);
  };
}

function keysAnswer(plan: Plan, column: string, random: RandomSource) {
  const { mechanism: noise, threshold } = keyThreshold(plan);
  const facts: ReleaseFacts = {
    loss: plan.charge,
    mechanism: mechanismText(plan, [noise]),
    isSecure: random.isSecure,
  };
  return async (engine: Engine): Promise<Answer> => {
    const { keys, counts } = await engine.persons(plan, column);
    // In the order of the keys: that of the table would tell about the rows.
    const places = Uint32Array.from(keys, (_, i) => i)
      .sort((i, j) => compareKeys(keys[i]!, keys[j]!));
    const cells: GroupCell<Release>[] = [];
    for (const i of places) {
      const value = Number(noise.releaseInteger(counts[i]!, random));
      if (value <= threshold) continue;
      cells.push({
        key: Object.freeze({ [column]: keys[i]! }),
        release: new Release(
          value,
          "the number of persons, shown since it was high",
          facts,
        ),
      });
    }
    return new GroupedRelease(cells, facts, threshold);
  };
}

function grouped<R extends CellRelease>(
  { dimensions }: Plan,
  releases: readonly R[],
  facts: ReleaseFacts,
): R | GroupedRelease<R> {
  if (dimensions.length === 0) return releases[0]!;
  const cells = releases.map((release, i) => ({
    key: groupKey(dimensions, i),
    release,
  }));
  return new GroupedRelease(cells, facts);
}

function compareKeys(a: Scalar, b: Scalar): number {
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
