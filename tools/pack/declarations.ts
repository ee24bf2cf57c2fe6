import { dirname, join } from "node:path/posix";
import { doors } from "./manifest.ts";

/** What a declaration says after `from` or in an `import()`, if it is another file. */
const otherFile = /(?<=\b(?:from |import\()")(\.[^"]*)\.ts(?=")/g;

/**
 * The declarations that the doors lead to, each naming the others as scripts, which is the form
 * that every version of TypeScript resolves.
 *
 * @param all by their paths in `lib/`
 */
export function reachableDeclarations(
  all: ReadonlyMap<string, string>,
): Map<string, string> {
  const reached = new Map<string, string>();
  const ahead = doors.map(({ file }) => file.replace(/\.ts$/, ".d.ts"));
  for (let path; (path = ahead.pop()) !== undefined;) {
    if (reached.has(path)) continue;
    const text = all.get(path)!;
    reached.set(path, text.replace(otherFile, "$1.js"));
    for (const [, other] of text.matchAll(otherFile)) {
      ahead.push(join(dirname(path), `${other}.d.ts`));
    }
  }
  return reached;
}
