/** The clock of the benchmark. */

import process from "node:process";

/**
 * The processor time that `work` takes, in seconds: that of every thread of this process,
 * so that help from a second core counts and waiting for a busy one does not.
 */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** The same for work that is awaited. */
export async function processorTimeUntil(
  work: () => Promise<void>,
): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
