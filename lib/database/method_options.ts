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
 * @throws {TypeError} if they are no object, as an ε without its name is not, or say otherwise
 */
export function questionOf(options: unknown, said: Said): object {
  if (options !== undefined && typeof options !== "object") {
    const epsilon = typeof options === "number" ? options : 0.1;
    throw new TypeError(advised(
      `Cannot ${actions[said.query]}: options must be an object`,
      `They stand in braces, by name: { epsilon: ${epsilon} }.`,
    ));
  }
  const given = { ...options } as Record<string, unknown>;
  for (const [name, value] of Object.entries(said)) {
    if (Object.hasOwn(given, name) && given[name] !== value) {
      throw new TypeError(
        `Cannot ${
          actions[said.query]
        }: ${name} must be given once, but the options give another`,
      );
    }
  }
  return { ...given, ...said };
}
