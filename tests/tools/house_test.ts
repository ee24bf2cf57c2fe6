/** The order of the library, and which files know a package: what no compiler checks. */

import assert from "node:assert/strict";
import { join } from "node:path";

const lib = join(import.meta.dirname!, "../../lib");

/** Files and folders of `lib/` in the order in which data flows: each knows only those before it. */
const order = [
  "random",
  "seeded_random",
  "advice",
  "exact",
  "interval",
  "short_text",
  "checks",
  "laplace_error",
  "schema",
  "group_by",
  "rows",
  "csv",
  "where",
  "displayable",
  "html_table",
  "card",
  "with_display",
  "table",
  "datasets",
  "textbook",
  "grid",
  "normal",
  "sampling",
  "shares",
  "accounting",
  "mechanisms",
  "database",
  "demo",
  "attacks",
  "audit",
  "risk",
  "charts",
  "console_lines",
  "notebook",
  "display",
  "explore",
  "exercises",
  "mod",
];

interface SourceFile {
  path: string;
  /** The file or folder of `lib/` that it is in. */
  place: string;
  imports: string[];
}

function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(join(lib, folder))].flatMap(({ name, isFile }) =>
    isFile ? [join(folder, name)] : filesIn(join(folder, name))
  );
}

const placeOf = (path: string) => path.split(/[/\\]/)[0]!.replace(/\.ts$/, "");

const files: SourceFile[] = filesIn("").map((path) => ({
  path,
  place: placeOf(path),
  imports: [
    ...Deno.readTextFileSync(join(lib, path)).matchAll(
      /^(?:import|export|\}) ?[^"*]*from "([^"]+)"|^import "([^"]+)"/gm,
    ),
  ].map((match) => (match[1] ?? match[2])!),
}));

Deno.test("every file of lib/ has its place in the order", () => {
  const places = new Set(files.map(({ place }) => place));
  assert.deepEqual([...places].filter((place) => !order.includes(place)), []);
  assert(files.some(({ imports }) => imports.length > 3));
});

Deno.test("a file of lib/ imports only from places before its own", () => {
  const upward = files.flatMap(({ path, place, imports }) =>
    imports.filter((name) => name.startsWith("."))
      .map((name) => placeOf(join(path, "..", name)))
      .filter((from) => order.indexOf(from) > order.indexOf(place))
      .map((from) => `${path} imports from ${from}`)
  );
  assert.deepEqual(upward, []);
});

Deno.test("one or two files of lib/ know each package", () => {
  const users = Map.groupBy(
    files.flatMap(({ path, imports }) =>
      imports.filter((name) => !/^(\.|node:)/.test(name))
        .map((name) => ({ path, name }))
    ),
    ({ name }) => name,
  );
  assert(users.has("danfojs"));
  for (const [name, paths] of users) {
    assert(paths.length <= 2, `${name}: ${paths.map(({ path }) => path)}`);
  }
});
