/** What the output of tests says: of `deno test` and of the notebook runner. */

export interface Counts {
  passed: number;
  failed: number;
  /** What it says about itself when all is well. */
  summary: string;
}

/** Takes an output piece by piece and calls `onOne` for each test or notebook that is done. */
export function watch(onOne: () => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (done.test(line)) onOne();
  };
}

const done = /^(?:\S.* \.\.\. (?:ok|FAILED|ignored)\b|(?:ok|FAILED) {2,}\S)/;

/** A step that passes or fails as a whole. */
export function countOne(code: number): Counts {
  return code === 0
    ? { passed: 1, failed: 0, summary: "passed" }
    : { passed: 0, failed: 1, summary: `failed with exit code ${code}` };
}

// The last line of `deno test`, or of the notebook runner.
const counts = /^(?:(?:ok|FAILED) \| )?(\d+) passed.*?[|,] (\d+) failed.*$/gm;

/** What the last counts in an output say. */
export function readCounts(
  code: number,
  output: string,
): Counts {
  const last = [...output.matchAll(counts)].at(-1);
  const passed = Number(last?.[1] ?? 0);
  let failed = Number(last?.[2] ?? 0);
  if (passed + failed === 0) {
    return { passed, failed: 1, summary: "failed: nothing was run" };
  }
  // It did not get to the end after what it counted.
  if (code !== 0) failed ||= 1;
  const ignored = last?.[0].match(/\d+ ignored/)?.[0];
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, ignored];
  return { passed, failed, summary: parts.filter(Boolean).join(", ") };
}
