/** Signs of life while a long step runs. */

/** Counts the lines that match, and says so with every `step`-th of them. */
export function countEvery(
  pattern: RegExp,
  step: number,
  say: (count: number) => string,
): (line: string) => void {
  let count = 0;
  return (line) => {
    if (pattern.test(line) && ++count % step === 0) console.log(say(count));
  };
}
