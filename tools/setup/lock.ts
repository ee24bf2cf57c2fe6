/** One set-up at a time. */

import { places } from "./places.ts";

/** Runs `work` while no other command sets up this clone; says so when it has to wait. */
export async function withLock(work: () => Promise<void>): Promise<void> {
  Deno.mkdirSync(places.venv, { recursive: true });
  using file = Deno.openSync(places.lock, {
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
