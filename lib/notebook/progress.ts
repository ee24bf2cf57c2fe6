import { requireKnown } from "../checks.ts";
import { withCommas } from "../short_text.ts";
import { lineHere, type ProgressLine } from "./progress_line.ts";

export interface ProgressOptions {
  /** What is being done: "Auditing". */
  readonly label: string;
  /** How many there are; the length or size of the iterable unless given. */
  readonly total?: number;
}

/** Where progress is shown and what time it is, in milliseconds. */
export interface ProgressPlace {
  readonly line: ProgressLine;
  now(): number;
}

/** How long nothing is shown, and how long each text at least. */
const PATIENCE = 1000;
const SHORTEST = 100;

/**
 * Passes the elements of `iterable` on. If that takes more than a second, a line
 * in the notebook or on the terminal tells how far it is, how fast and how long
 * still: "Auditing: 120 of 500, 61/s, 7 s left". It is gone in the end, however
 * the loop ends; where nobody watches there is none.
 *
 * @param place the notebook or the terminal, and the clock; tests give their own
 *
 * @throws {TypeError} if an option is unknown
 *
 * @example
 * ```ts
 * import { progress } from "lib/display.ts";
 *
 * let total = 0;
 * for await (const x of progress([1, 2, 3], { label: "Adding" })) total += x;
 * ```
 */
export async function* progress<T>(
  iterable: Iterable<T> | AsyncIterable<T>,
  options: ProgressOptions,
  place?: ProgressPlace,
): AsyncGenerator<T, void, void> {
  requireKnown("show the progress", options, ["label", "total"]);
  const { label, total = sizeOf(iterable) } = options;
  const meter = new ProgressMeter({ label, total }, place);
  await meter.show();
  try {
    for await (const item of iterable) {
      yield item;
      await meter.step();
    }
  } finally {
    await meter.hide();
  }
}

/** Progress of what is no loop: whoever does the work counts. */
export class ProgressMeter {
  readonly #label: string;
  readonly #total: number | undefined;
  readonly #place: ProgressPlace;
  readonly #start: number;
  #done = 0;
  #shown = -Infinity;

  constructor(
    { label, total }: ProgressOptions,
    place: ProgressPlace = { line: lineHere(), now: () => performance.now() },
  ) {
    this.#label = label;
    this.#total = total;
    this.#place = place;
    this.#start = place.now();
  }

  /** Counts one more that is done. */
  async step(): Promise<void> {
    this.#done++;
    await this.show();
  }

  /** Shows how far it is, unless it is too soon to. */
  async show(): Promise<void> {
    const now = this.#place.now();
    const isEarly = now - this.#start < PATIENCE;
    if (!isEarly && now - this.#shown < SHORTEST) return;
    if (!isEarly) this.#shown = now;
    await this.#place.line.show(isEarly ? "" : this.#text(now - this.#start));
  }

  /** Takes the line away: in the end, or before something else is printed. */
  async hide(): Promise<void> {
    this.#shown = -Infinity;
    await this.#place.line.show("");
  }

  #text(milliseconds: number): string {
    const done = this.#done;
    const seconds = milliseconds / 1000;
    const of = this.#total === undefined
      ? ""
      : ` of ${withCommas(this.#total)}`;
    const count = `${this.#label}: ${withCommas(done)}${of}`;
    if (done === 0) return count;
    const rate = done >= seconds
      ? `${short(done / seconds)}/s`
      : `${short(seconds / done)} s each`;
    if (this.#total === undefined) return `${count}, ${rate}`;
    const left = Math.max(this.#total - done, 0) * seconds / done;
    return `${count}, ${rate}, ${duration(left)} left`;
  }
}

function sizeOf(iterable: object): number | undefined {
  const { length, size } = iterable as { length?: unknown; size?: unknown };
  return [length, size].find((n) => typeof n === "number");
}

function short(value: number): string {
  return value < 9.95 ? value.toFixed(1) : withCommas(Math.round(value));
}

/** Rounded up: less than was announced disappoints nobody. */
function duration(seconds: number): string {
  if (seconds <= 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
