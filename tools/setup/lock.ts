/** One set-up at a time. */

import type { VenvPlaces } from "./places.ts";

/** Runs `work` while no other command sets up this place; says so when it has to wait. */
export async function withLock(
  { folder, lock }: VenvPlaces,
  work: () => Promise<void>,
): Promise<void> {
  Deno.mkdirSync(folder, { recursive: true });
  using file = Deno.openSync(lock, {
    read: true,
    write: true,
    create: true,
  });
  const waiting = setTimeout(
    () =>
      console.log("Another command is setting up this clone: waiting for it."),
    300,
  );
  await file.lock(true);
  clearTimeout(waiting);
  // The system lets go of the lock with the file, also when we are killed.
  await work();
}
