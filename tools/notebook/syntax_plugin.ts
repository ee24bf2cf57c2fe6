/**
 * A lint plugin that finds nothing wrong: it tells what the parser saw, for
 * syntax.ts. Deno has no other door to its parser.
 */

/** What an import declaration or the last statement of a program is. */
export type Finding =
  | { kind: "import"; typeOnly: boolean; names: string[] }
  | { kind: "last statement" };

const plugin: Deno.lint.Plugin = {
  name: "syntax",
  rules: {
    tell: {
      create(context) {
        const tell = (node: Deno.lint.Node, finding: Finding) =>
          context.report({ node, message: JSON.stringify(finding) });
        return {
          ImportDeclaration(node) {
            const names = node.specifiers
              .filter((x) =>
                x.type !== "ImportSpecifier" || x.importKind !== "type"
              )
              .map((x) => x.local.name);
            const typeOnly = node.importKind === "type";
            tell(node, {
              kind: "import",
              typeOnly,
              names: typeOnly ? [] : names,
            });
          },
          Program(node) {
            const last = node.body.at(-1);
            if (last) tell(last, { kind: "last statement" });
          },
        };
      },
    },
  },
};

export default plugin;
