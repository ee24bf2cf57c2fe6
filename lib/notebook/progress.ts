import { requireKnown } from "../checks.ts";
import { kernel, send } from "./kernel.ts";

/**
 * Passes the elements of `iterable` on and shows how far it is, at most ten
 * times a second. What stays in the notebook is the last state.
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
  options: { label: string },
): AsyncGenerator<T, void, void> {
  requireKnown("show the progress", options, ["label"]);
  const { label } = options;
  const total = sizeOf(iterable);
  const id = `progress-${crypto.randomUUID()}`;
  const report = async (done: number, update: boolean) => {
    const text = total === undefined
      ? `${label}: ${done}`
      : `${label}: ${done} of ${total}`;
    await send({ "text/plain": text }, { id, update });
  };
  const inKernel = kernel() !== undefined;
  let done = 0;
  let reported = -Infinity;
  if (inKernel) await report(0, false);
  for await (const item of iterable) {
    yield item;
    done++;
    if (inKernel && performance.now() - reported > 100) {
      await report(done, true);
      reported = performance.now();
    }
  }
  await report(done, inKernel);
}

function sizeOf(iterable: object): number | undefined {
  const { length, size } = iterable as { length?: unknown; size?: unknown };
  return [length, size].find((n) => typeof n === "number");
}
