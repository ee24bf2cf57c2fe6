import { twoSidedNormalQuantile } from "../normal.ts";
import {
  type AuditOutput,
  keyOf,
  type Pair,
  type Tally,
  tally,
  type View,
  viewsOf,
} from "./tally.ts";

/** A set of outputs, and the words for it and for all others. */
export interface AuditEvent {
  readonly description: string;
  readonly opposite: string;
  includes(output: AuditOutput): boolean;
}

/** An event, or its opposite, and the input under which it looks likelier. */
export interface Choice {
  readonly description: string;
  includes(output: AuditOutput): boolean;
  readonly likelierUnder: 0 | 1;
}

/** Values seen less often than this, in both samples together, say nothing. */
const LEAST_SEEN = 5;
const MOST_NAMED = 3;

/**
 * The event that promises the largest bound on ε, judged by samples under each
 * of two inputs. Candidates are thresholds, single values and the values of the
 * largest likelihood ratios, of the whole output and of each part of an array;
 * the events that the caller suspects; and the opposites of them all.
 */
export function chooseEvent(
  samples: Pair<readonly AuditOutput[]>,
  { suspected, delta, confidence }: {
    suspected: readonly AuditEvent[];
    delta: number;
    confidence: number;
  },
): Choice {
  const contest = new Contest(samples, delta, confidence);
  for (const event of suspected) {
    const count = (sample: readonly AuditOutput[]) =>
      sample.filter((output) => event.includes(output)).length;
    contest.enter(count(samples[0]), count(samples[1]), () => event);
  }
  for (const view of viewsOf(samples)) {
    const tallies = tally(samples, view);
    enterThresholds(contest, view, tallies);
    enterValues(contest, view, tallies);
  }
  return contest.winner();
}

function enterThresholds(contest: Contest, view: View, tallies: Tally[]): void {
  const numbers = tallies.filter(({ value }) =>
    typeof value === "number" && !Number.isNaN(value)
  );
  numbers.sort((a, b) => Number(b.value) - Number(a.value));
  const isBelow = numbers.length === tallies.length && !view.isPart;
  let [first, second] = [0, 0];
  for (let i = 0; i < numbers.length; i++) {
    const { value, seen } = numbers[i]!;
    first += seen[0];
    second += seen[1];
    // No threshold comes between −0 and 0, which are two values.
    if (Number(value) === numbers[i + 1]?.value) continue;
    contest.enter(first, second, () => ({
      description: `${view.name} >= ${value}`,
      // Where some outputs are no number, not to be above is not to be below.
      opposite: `${isBelow ? "" : "not "}${view.name} ${
        isBelow ? "<" : ">="
      } ${value}`,
      includes: (output) => {
        const part = view.read(output);
        return typeof part === "number" && part >= Number(value);
      },
    }));
  }
}

function enterValues(contest: Contest, view: View, tallies: Tally[]): void {
  const sizes = contest.sizes;
  const ratio = ({ seen }: Tally) =>
    (seen[0] + 0.5) / (sizes[0] + 1) / ((seen[1] + 0.5) / (sizes[1] + 1));
  const values = tallies
    .filter(({ seen }) => seen[0] + seen[1] >= LEAST_SEEN)
    .sort((a, b) => ratio(b) - ratio(a));
  let [first, second] = [0, 0];
  values.forEach(({ seen }, i) => {
    first += seen[0];
    second += seen[1];
    contest.enter(
      seen[0],
      seen[1],
      () => isOneOf(view, values.slice(i, i + 1)),
    );
    contest.enter(first, second, () => isOneOf(view, values.slice(0, i + 1)));
  });
}

function isOneOf(view: View, tallies: readonly Tally[]): AuditEvent {
  const keys = new Set(tallies.map(({ value }) => keyOf(value)));
  const named = [...keys].slice(0, MOST_NAMED).join(", ") +
    (keys.size > MOST_NAMED ? `, … (${keys.size} values)` : "");
  const isOne = keys.size === 1;
  return {
    description: `${view.name} is ${isOne ? "" : "one of "}${named}`,
    opposite: `${view.name} is ${isOne ? "not" : "none of"} ${named}`,
    includes: (output) => {
      const part = view.read(output);
      return part !== undefined && keys.has(keyOf(part));
    },
  };
}

/** Keeps the best of all events that are entered with their counts. */
class Contest {
  readonly sizes: Pair<number>;
  readonly #delta: number;
  readonly #z: number;
  #best = -Infinity;
  #winner: () => Choice = () => {
    throw new RangeError("Cannot choose an event: nothing was entered");
  };

  constructor(
    samples: Pair<readonly unknown[]>,
    delta: number,
    confidence: number,
  ) {
    this.sizes = [samples[0].length, samples[1].length];
    this.#delta = delta;
    this.#z = twoSidedNormalQuantile(1 - confidence);
  }

  /** How often the event was seen under each input; `make` is called if it wins. */
  enter(first: number, second: number, make: () => AuditEvent): void {
    const a = wilson(first, this.sizes[0], this.#z);
    const b = wilson(second, this.sizes[1], this.#z);
    const event = (likelierUnder: 0 | 1) => (): Choice => {
      const { description, includes } = make();
      return { description, includes, likelierUnder };
    };
    const opposite = (likelierUnder: 0 | 1) => (): Choice => {
      const { opposite, includes } = make();
      const excludes = (output: AuditOutput) => !includes(output);
      return { description: opposite, includes: excludes, likelierUnder };
    };
    this.#offer(a.low, b.high, event(0));
    this.#offer(b.low, a.high, event(1));
    this.#offer(1 - a.high, 1 - b.low, opposite(0));
    this.#offer(1 - b.high, 1 - a.low, opposite(1));
  }

  winner(): Choice {
    return this.#winner();
  }

  #offer(low: number, high: number, make: () => Choice): void {
    const promise = (low - this.#delta) / high;
    if (promise > this.#best) {
      this.#best = promise;
      this.#winner = make;
    }
  }
}

/** Wilson's interval: cheap, and good enough to choose by. */
function wilson(successes: number, trials: number, z: number) {
  const square = z * z;
  const center = successes + square / 2;
  const half = z *
    Math.sqrt(successes * (trials - successes) / trials + square / 4);
  const size = trials + square;
  return { low: (center - half) / size, high: (center + half) / size };
}
