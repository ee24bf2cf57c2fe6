/** The package in fresh projects: what its README and its comments show is run there. */

import assert from "node:assert/strict";
import ts from "typescript";
import denoJson from "../../../deno.json" with { type: "json" };
import { doors, packageName, placeOf } from "../../../tools/pack/manifest.ts";
import { examples, Project, promisedLines, readmeBlocks } from "./package.ts";
import { userProgram } from "./user.ts";

const deno = Deno.execPath();
const windows = Deno.build.os === "windows";
const npm = windows ? "npm.cmd" : "npm";

/** The major version of the Node on the path, 0 without one. */
function nodeVersion(): number {
  try {
    const { stdout } = new Deno.Command("node", { args: ["--version"] })
      .outputSync();
    return Number(/^v(\d+)/.exec(new TextDecoder().decode(stdout))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

const ignore = nodeVersion() < 20;

const toJavaScript = (code: string) =>
  ts.transpile(code, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
  });

/** Writes modules and one that imports them all. */
function writeModules(project: Project, modules: string[], ending: string) {
  modules.forEach((code, i) => project.write(`${i}.${ending}`, code));
  const main = modules.map((_, i) => `import "./${i}.${ending}";\n`).join("");
  project.write(`main.${ending}`, main);
}

/** Installs the package as a user of npm does, from the file that would be published. */
async function nodeProject(): Promise<Project> {
  const project = new Project();
  await project.unpack("built");
  await project.run(npm, "pack", "./built");
  const [file] = [...Deno.readDirSync(project.folder)]
    .map(({ name }) => name).filter((name) => name.endsWith(".tgz"));
  project.write("package.json", { type: "module" });
  await project.run(
    npm,
    ...["install", "--offline", "--no-audit", "--no-fund", `./${file}`],
  );
  return project;
}

Deno.test({
  name:
    "a fresh Node project counts, is refused, and has what README and comments show",
  ignore,
  async fn() {
    using project = await nodeProject();
    project.write("user.js", toJavaScript(userProgram));
    await project.run("node", "user.js");
    await runsReadme(project, "node");
    const core = (await examples()).filter(({ doors }) =>
      doors.every((door) => door === "")
    );
    assert(core.length > 30, `${core.length} examples`);
    writeModules(project, core.map(({ code }) => toJavaScript(code)), "js");
    await project.run("node", "main.js");
  },
});

Deno.test("a fresh Deno project needs no permission, has the types, and what the README shows", async () => {
  using project = new Project();
  await project.unpack();
  project.write("package.json", { dependencies: { [packageName]: "*" } });
  project.write("user.ts", userProgram);
  await project.run(deno, "check", "user.ts");
  await project.run(deno, "run", "user.ts");
  await runsReadme(project, deno, "run");
});

Deno.test("every example in the types of the package holds", async () => {
  using project = new Project();
  await project.unpack("built");
  const { imports } = denoJson;
  project.write("deno.json", {
    imports: Object.fromEntries([
      ...doors.map(({ path, file }) => [
        packageName + path,
        `./built/js/${placeOf(file)}.js`,
      ]),
      ...doors.flatMap(({ peers }) => peers).map((name) => [
        name,
        imports[name],
      ]),
    ]),
  });
  const all = await examples();
  for (const { path } of doors) {
    const shown = all.filter(({ doors }) => doors.includes(path.slice(1)));
    assert(shown.length > 0, path);
  }
  writeModules(project, all.map(({ code }) => code), "ts");
  await project.run(deno, "run", "--allow-env", "main.ts");
});

/** Runs each block of the README and compares what it prints. */
async function runsReadme(
  project: Project,
  program: string,
  ...args: string[]
): Promise<void> {
  const blocks = await readmeBlocks("js");
  assert(blocks.length >= 3);
  for (const block of blocks) {
    project.write("block.js", block);
    const printed = await project.run(program, ...args, "block.js");
    assert.equal(printed, promisedLines(block));
  }
}
