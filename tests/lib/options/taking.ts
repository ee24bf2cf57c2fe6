/** A function with options, and valid ones. */
export interface Case {
  readonly call: (options: never) => unknown;
  readonly valid: object;
}

/** With every option there is: one that the function does not let through fails the test. */
export function taking<Options extends object>(
  call: (options: Options) => unknown,
  ...valid: Required<Options>[]
): Case[] {
  return valid.map((valid) => ({ call, valid }));
}

/** By the names of functions. */
export type Cases = Readonly<Record<string, readonly Case[]>>;
