/** Builds the npm package of the library: `deno task pack [--output DIR]`. */

import { runOutputTask } from "./output/output_task.ts";
import { buildPackage } from "./pack/build.ts";
import { report } from "./pack/report.ts";
import { places } from "./setup/places.ts";

await runOutputTask({
  name: "the package",
  folder: "package",
  list: "package-files.txt",
  make: () => buildPackage(places.root),
  said: report,
});
