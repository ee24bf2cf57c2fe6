import { advised } from "../advice.ts";
import { actions, type GroupBy, type Query } from "./question.ts";

/** What a method of the database says of a question by its name and arguments. */
export interface Said {
  readonly query: Query;
  readonly column?: string;
  readonly groupBy?: GroupBy;
}

/**
 * The options of a method, with what the method says, as a question.
 *
 * @throws {TypeError} if they are no object: an ε without its name, for example
 */
export function questionOf(options: unknown, said: Said): object {
  if (options !== undefined && typeof options !== "object") {
    const epsilon = typeof options === "number" ? options : 0.1;
    throw new TypeError(advised(
      `Cannot ${actions[said.query]}: options must be an object`,
      `They stand in braces, by name: { epsilon: ${epsilon} }.`,
    ));
  }
  return { ...options, ...said };
}
