import { nearly, right, type Verdict, wrong } from "./exercise.ts";
import { lettersIn } from "./reading.ts";

/** A question of which statements of a list belong together. */
export interface Statements {
  /** The letters of those that do. */
  readonly belong: readonly string[];
  /** Of the others, each by its letter: why not. */
  readonly others: Readonly<Record<string, string>>;
  /** What the right letters show. */
  readonly reason: string;
  /** What to ask of each statement. */
  readonly ask: string;
}

/** Judges a choice of letters. */
export function judgeLetters(
  answer: unknown,
  { belong, others, reason, ask }: Statements,
): Verdict {
  const given = lettersIn(answer);
  if (given === undefined) {
    return wrong('the answer is a list of letters, such as ["a", "c"]');
  }
  const known = [...belong, ...Object.keys(others)].sort();
  const strange = given.find((letter) => !known.includes(letter));
  if (strange !== undefined) {
    return wrong(
      `there is no ${strange}: the letters go from ${known[0]} to ${
        known.at(-1)
      }`,
    );
  }
  const found = given.filter((letter) => belong.includes(letter));
  const misled = given.filter((letter) => !belong.includes(letter));
  const missing = belong.length - found.length;
  if (misled.length > 0) {
    const [first] = misled;
    const why = `${first} is not among them: ${others[first!]}`;
    return missing === 0 && misled.length === 1 ? nearly(why) : wrong(why);
  }
  if (missing === 0) return right(reason);
  if (found.length === 0) return wrong(ask);
  return nearly(
    `${found.join(" and ")} ${found.length === 1 ? "is" : "are"} right, and ${
      missing === 1 ? "one is" : "others are"
    } missing: ${ask}`,
  );
}
