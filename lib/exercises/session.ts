/** What a reader has done with the exercises, for as long as the kernel lives. */

import { advised, didYouMean } from "../advice.ts";
import type { Exercise } from "./exercise.ts";
import { lessons } from "./lessons.ts";

export type State = "open" | "not yet right" | "right";

/** How far a reader is with an exercise. */
export interface Standing {
  /** The title of the lesson. */
  readonly lesson: string;
  readonly exercise: string;
  readonly state: State;
  /** How many of its hints were given. */
  readonly hintsGiven: number;
  /** How many hints it has. */
  readonly hints: number;
}

const exercises: Readonly<Record<string, Exercise>> = Object.assign(
  {},
  ...lessons.map(({ exercises }) => exercises),
);

/** An exercise that the reader has begun. */
export class Trial {
  static readonly #all = new Map<string, Trial>();
  readonly #given = new Set<number>();
  #state: State = "open";

  private constructor(readonly name: string, readonly exercise: Exercise) {}

  /**
   * Begins an exercise, or goes on with it.
   *
   * @throws {TypeError} if there is none of this name
   */
  static of(name: string): Trial {
    if (!Object.hasOwn(exercises, name)) {
      const names = Object.keys(exercises);
      throw new TypeError(advised(
        `Cannot find the exercise: name must be that of an exercise, but is ${name}`,
        didYouMean(name, names) ??
          `The lessons say it where the exercise stands: "${
            names[0]
          }", for example.`,
      ));
    }
    const trial = Trial.#all.get(name) ?? new Trial(name, exercises[name]!);
    Trial.#all.set(name, trial);
    return trial;
  }

  /** The exercises of the lessons of which one was begun, in reading order. */
  static standings(): Standing[] {
    return lessons
      .map(({ title, exercises }) =>
        [title, Object.entries(exercises)] as const
      )
      .filter(([, all]) => all.some(([name]) => Trial.#all.has(name)))
      .flatMap(([lesson, all]) =>
        all.map(([exercise, { hints }]) => {
          const trial = Trial.#all.get(exercise);
          return {
            lesson,
            exercise,
            state: trial?.state ?? "open",
            hintsGiven: trial?.hintsGiven ?? 0,
            hints: hints.length,
          };
        })
      );
  }

  get state(): State {
    return this.#state;
  }

  get hintsGiven(): number {
    return this.#given.size;
  }

  /** Keeps what an answer came to; what was right once stays so. */
  record(isRight: boolean): void {
    if (isRight) this.#state = "right";
    if (this.#state === "open") this.#state = "not yet right";
  }

  give(step: number): void {
    this.#given.add(step);
  }

  /** The first hint that was not given yet, if there is one. */
  get nextStep(): number | undefined {
    const { hints } = this.exercise;
    const at = hints.findIndex((_, i) => !this.#given.has(i + 1));
    return at === -1 ? undefined : at + 1;
  }

  /** What to do for a hint. */
  get advice(): string {
    const { length } = this.exercise.hints;
    const call = `hint(${JSON.stringify(this.name)})`;
    switch (this.nextStep) {
      case undefined:
        return "All hints are given; the solution is folded away below.";
      case length:
        return `${call} gives the last hint.`;
      default:
        return `${call} gives hint ${this.nextStep} of ${length}.`;
    }
  }
}
