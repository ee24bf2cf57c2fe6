/** The package as the tests see it: built once, and put into projects outside of this repository. */

import assert from "node:assert/strict";
import { dirname, join, resolve } from "node:path";
import { packageName } from "../../../tools/pack/manifest.ts";
import { type Ended, ended } from "../clone.ts";

export const repository = resolve(import.meta.dirname!, "..", "..", "..");

/** `deno task pack`, as it is typed in the folder of a project. */
export async function pack(
  project: Project,
  ...args: string[]
): Promise<Ended> {
  const task = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--frozen", join(repository, "tools/pack.ts")],
      ...args,
    ],
    cwd: repository,
    env: { NO_COLOR: "1", INIT_CWD: project.folder },
    stdout: "piped",
    stderr: "piped",
  });
  return await ended(task.spawn());
}

/** What the task made and said. */
interface Build {
  /** By their paths in the package, in order. */
  files: Map<string, string>;
  folder: string;
  said: string;
}

let build: Promise<Build> | undefined;

/** The package as the task has written it, once for all tests. */
export function builtByTask(): Promise<Build> {
  return build ??= (async () => {
    using project = new Project();
    const { code, stdout, stderr } = await pack(project, "--output", "out");
    assert.equal(code, 0, stderr);
    const folder = join(project.folder, "out");
    const list = Deno.readTextFileSync(join(folder, "package-files.txt"));
    const paths = list.trimEnd().split("\n")
      .filter((path) => path !== "package-files.txt");
    const files = new Map(
      paths.map((path) => [path, Deno.readTextFileSync(join(folder, path))]),
    );
    return { files, folder, said: stdout };
  })();
}

/** The files of the package by their paths in it. */
export async function built(): Promise<Map<string, string>> {
  return (await builtByTask()).files;
}

/** A folder of its own, which knows nothing of this repository. */
export class Project implements Disposable {
  readonly folder = Deno.realPathSync(
    Deno.makeTempDirSync({ prefix: "project " }),
  );

  [Symbol.dispose](): void {
    Deno.removeSync(this.folder, { recursive: true });
  }

  write(path: string, content: string | object): void {
    const full = join(this.folder, path);
    Deno.mkdirSync(dirname(full), { recursive: true });
    Deno.writeTextFileSync(
      full,
      typeof content === "string" ? content : JSON.stringify(content),
    );
  }

  /** Puts the package into the folder `under`. */
  async unpack(under = `node_modules/${packageName}`): Promise<void> {
    for (const [path, text] of await built()) {
      this.write(`${under}/${path}`, text);
    }
  }

  /** Runs a program in the project and returns what it prints, which has to end well. */
  async run(program: string, ...args: string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command(program, {
      args,
      cwd: this.folder,
      env: environment(),
      clearEnv: true,
      stdin: "null",
    }).output();
    const [printed, complaints] = [stdout, stderr].map((bytes) =>
      new TextDecoder().decode(bytes)
    );
    assert(success, `${printed}${complaints}`);
    return printed!;
  }
}

/** The reader's environment, without what `npx` tells the programs that it starts. */
function environment(): Record<string, string> {
  const entries = Object.entries(Deno.env.toObject())
    .filter(([name]) => !/^npm_/i.test(name));
  return { ...Object.fromEntries(entries), NO_COLOR: "1" };
}

/** The blocks of the package's README in one language. */
export async function readmeBlocks(language: string): Promise<string[]> {
  const readme = (await built()).get("README.md")!;
  const blocks = readme.matchAll(
    new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"),
  );
  return [...blocks].map(([, code]) => code!);
}

/** What a block says that it prints: the comments behind its calls of `console.log`. */
export function promisedLines(block: string): string {
  return [...block.matchAll(/console\.log\(.*\); \/\/ (.*\n)/g)]
    .map(([, line]) => line).join("");
}

/** The examples in the types of the package, each a module, with the doors that it opens. */
export async function examples(): Promise<{ code: string; doors: string[] }[]> {
  return [...await built()].filter(([path]) => path.endsWith(".d.ts"))
    .flatMap(([, text]) => [...text.matchAll(/^ *\* ```ts\n(.*?)^ *\* ```/gms)])
    .map(([, lines]) => {
      const code = lines!.replace(/^ *\* ?/gm, "");
      const imported = code.matchAll(
        new RegExp(`from "${packageName}/?(.*)"`, "g"),
      );
      return { code, doors: [...imported].map(([, door]) => door!) };
    });
}
