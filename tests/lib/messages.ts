import assert from "node:assert/strict";

/** What `assert.throws` takes for a message of which the first line is `text`: advice may follow. */
export function firstLine(text: string): RegExp {
  return new RegExp(`^${RegExp.escape(text)}(?:\n[^]+)?$`);
}

/** The advice of the error that `act` ends in: the lines after what happened. */
export async function adviceOf(act: () => unknown): Promise<string[]> {
  try {
    await act();
  } catch (error) {
    return (error as Error).message.split("\n").slice(1);
  }
  assert.fail("nothing was refused");
}
