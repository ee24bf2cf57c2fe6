/** Builds the lessons as static pages: `deno task site [--output DIR]`. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runOutputTask } from "./output/output_task.ts";
import { places } from "./setup/places.ts";
import { buildSite } from "./site/build.ts";
import { readCourse } from "./site/course.ts";

await runOutputTask({
  name: "the site",
  folder: "site",
  list: "site-files.txt",
  make: async () => buildSite(await readCourse(places.root)),
  said: (_, folder) => `Open ${pathToFileURL(join(folder, "index.html"))}`,
});
