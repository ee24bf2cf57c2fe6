/** The examples in doc comments, as a user of the package would type them. */

import { join } from "node:path";
import ts from "typescript";
import { doors, packageName } from "./manifest.ts";

/** Rewrites the comments of a file of `lib/`. */
export type RewriteComments = (text: string) => string;

/**
 * Makes the imports of examples name the doors of the package. An example of something that
 * no door leads to is left out.
 *
 * @param lib the folder of the library
 */
export function exampleRewriter(lib: string): RewriteComments {
  const paths = new Map(
    doors.toReversed().flatMap(({ path, file }) =>
      namesOf(join(lib, file)).map((name) => [name, packageName + path])
    ),
  );
  return (text) =>
    text.replace(
      /^( *)\* @example(?:.*\n)+?\1\* ```\n(?=(?:\1\* *\n)*\1(?:\* @|\*\/))/gm,
      (example) => rewritten(example, paths) ?? "",
    )
      // What led up to an example that was the last of its comment.
      .replace(/(?:^ *\* *\n)+(?=^ *\*\/)/gm, "");
}

/** The example with other imports, or undefined if one of its names has no door. */
function rewritten(
  example: string,
  paths: Map<string, string>,
): string | undefined {
  let isWhole = true;
  const text = example.replace(
    /import (?:type )?\{([^}]*)\} from "lib\/[^"]+";/g,
    (statement, list: string) => {
      const names = list.replaceAll("*", " ").split(",")
        .map((name) => name.trim()).filter(Boolean);
      const [path, ...others] = new Set(
        names.map((name) => paths.get(name.replace(/^type /, ""))),
      );
      isWhole &&= path !== undefined && others.length === 0;
      return statement.replace(/"lib\/[^"]+"/, `"${path}"`);
    },
  );
  return isWhole ? text : undefined;
}

/** What a file exports under a name of its own. */
function namesOf(path: string): string[] {
  const { statements } = ts.createSourceFile(
    path,
    Deno.readTextFileSync(path),
    ts.ScriptTarget.Latest,
  );
  return statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      return exportClause && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [];
    }
    const isExported = ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) =>
        kind === ts.SyntaxKind.ExportKeyword
      );
    return isExported && ts.isFunctionDeclaration(statement) && statement.name
      ? [statement.name.text]
      : [];
  });
}
