/**
 * Waits until `condition` holds.
 * @throws {Error} when it does not within the time, or when `condition` throws.
 */
export async function until(
  what: string,
  seconds: number,
  condition: () => Promise<boolean> | boolean,
): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!await condition()) {
    if (performance.now() > end) {
      throw new Error(`Waited ${seconds} s in vain until: ${what}`);
    }
    await pause(100);
  }
}

/** Reads until two readings in a row are the same, at most for the given time. */
export async function settled<T>(
  seconds: number,
  read: () => Promise<T>,
  isComplete: (reading: T) => boolean,
): Promise<T> {
  const end = performance.now() + 1000 * seconds;
  let last = await read();
  while (performance.now() < end) {
    await pause(300);
    const next = await read();
    const isSame = JSON.stringify(next) === JSON.stringify(last);
    if (isSame && isComplete(next)) return next;
    last = next;
  }
  return last;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
