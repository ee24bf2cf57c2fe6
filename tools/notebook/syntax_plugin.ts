/**
 * A lint plugin that finds nothing wrong: it tells what the parser saw, for
 * syntax.ts. Deno has no other door to its parser.
 */

/** What a part of a program is. */
export type Finding =
  | { kind: "import"; typeOnly: boolean; names: string[] }
  | { kind: "specifier"; text: string }
  | { kind: "check"; exercise: string | undefined }
  | { kind: "overview" }
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
            tell(node.source, { kind: "specifier", text: node.source.value });
          },
          CallExpression(node) {
            if (isNamed(node.callee, "overview")) {
              tell(node, { kind: "overview" });
            }
            if (!isNamed(node.callee, "check")) return;
            const [name] = node.arguments;
            const isText = name?.type === "Literal" &&
              typeof name.value === "string";
            const exercise = isText ? String(name.value) : undefined;
            tell(node, { kind: "check", exercise });
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

function isNamed(node: Deno.lint.Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

export default plugin;
