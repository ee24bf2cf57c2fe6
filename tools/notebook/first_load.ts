/**
 * Loads what the lessons load. Deno translates the library on this occasion and looks up each
 * of its packages in the registry; it does neither again when a lesson is run.
 */

import "lib/charts/mod.ts";
import "lib/datasets/mod.ts";
import "lib/demo.ts";
import "lib/display.ts";
import "lib/exercises.ts";
import "lib/explore.ts";
import "lib/mod.ts";
import "lib/seeded_random.ts";
import "lib/textbook/mod.ts";

// What was looked up is written to the disk beside the program, if that runs long enough.
await new Promise((resolve) => setTimeout(resolve, 500));
