/** The library as JavaScript and as declarations of its types. */

import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { Problem } from "../setup/problem.ts";
import { exampleRewriter } from "./examples.ts";
import { doors } from "./manifest.ts";

/** Texts by their paths in `lib/`, with `/` between the parts. */
export interface Translation {
  /** `random.js` and so on. */
  scripts: Map<string, string>;
  /** `random.d.ts` and so on. */
  declarations: Map<string, string>;
}

/** TypeScript's number for "Could not find a declaration file for module". */
const UNTYPED_PACKAGE = 7016;

const options: ts.CompilerOptions = {
  strict: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  // What Node 20 has, and what browsers and workers have in common with it: nothing of Deno's.
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.webworker.d.ts"],
  types: [],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  rewriteRelativeImportExtensions: true,
  skipLibCheck: true,
  declaration: true,
  newLine: ts.NewLineKind.LineFeed,
};

/**
 * Translates what is behind the doors.
 *
 * @param lib the folder of the library
 * @throws {Problem} if it needs more than every runtime has
 */
export function translate(lib: string): Translation {
  const files = doors.map(({ file }) => join(lib, file));
  const host = ts.createCompilerHost(options);
  const { readFile } = host;
  const rewrite = exampleRewriter(lib);
  host.readFile = (path) => {
    const text = readFile(path);
    if (text === undefined || !isInside(lib, path)) return text;
    // A clone may have other line ends.
    return rewrite(text.replaceAll("\r\n", "\n"));
  };
  const program = ts.createProgram(
    files,
    { ...options, rootDir: lib, outDir: lib, paths: peerFolders() },
    host,
  );
  refuseErrors(ts.getPreEmitDiagnostics(program), lib);
  const scripts = new Map<string, string>();
  const declarations = new Map<string, string>();
  program.emit(undefined, (path, text) => {
    const texts = path.endsWith(".d.ts") ? declarations : scripts;
    texts.set(pathIn(lib, path), text);
  });
  return { scripts, declarations };
}

/** The folders of the packages behind the doors: Deno's cache is not laid out as TypeScript expects. */
function peerFolders(): Record<string, string[]> {
  return Object.fromEntries(
    doors.flatMap(({ peers }) => peers).map((name) => {
      let folder = dirname(fileURLToPath(import.meta.resolve(name)));
      while (!ts.sys.fileExists(join(folder, "package.json"))) {
        folder = dirname(folder);
      }
      return [name, [folder]];
    }),
  );
}

function refuseErrors(
  diagnostics: readonly ts.Diagnostic[],
  lib: string,
): void {
  const errors = diagnostics.filter(({ code }) => code !== UNTYPED_PACKAGE)
    .map(({ file, start = 0, messageText }) => {
      const text = ts.flattenDiagnosticMessageText(messageText, "\n");
      if (!file) return text;
      // Not by its number: lines of comments were left out above.
      const { line } = file.getLineAndCharacterOfPosition(start);
      const code = file.text.split("\n")[line]!.trim();
      return `${pathIn(lib, file.fileName)}: ${text}\n  ${code}`;
    });
  if (errors.length > 0) {
    throw new Problem(
      `Cannot build the package: lib must run in Node 20 and in browsers, but\n${
        errors.join("\n")
      }`,
    );
  }
}

function isInside(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith("..");
}

function pathIn(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, "/");
}
