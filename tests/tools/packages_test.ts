import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { chooseNotebooks } from "../../tools/notebook/choose.ts";
import { places } from "../../tools/setup/places.ts";
import { Clone } from "./clone.ts";

/** A registry with one package, which remembers what it is asked for. */
class Registry implements AsyncDisposable {
  readonly asked: string[] = [];
  readonly #server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => this.#answer(new URL(request.url).pathname),
  );
  readonly url = `http://127.0.0.1:${this.#server.addr.port}/`;

  constructor(private readonly tarball: Uint8Array<ArrayBuffer>) {}

  #answer(path: string): Response {
    this.asked.push(path);
    if (path === "/tiny.tgz") return new Response(this.tarball);
    const hash = createHash("sha512").update(this.tarball).digest("base64");
    const version = {
      name: "tiny",
      version: "1.0.0",
      dist: { tarball: `${this.url}tiny.tgz`, integrity: `sha512-${hash}` },
    };
    return Response.json({
      name: "tiny",
      "dist-tags": { latest: "1.0.0" },
      versions: { "1.0.0": version },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
  }
}

/** A package in the form in which a registry has it. */
async function pack(clone: Clone): Promise<Uint8Array<ArrayBuffer>> {
  clone.write(
    join(clone.folder, "package/package.json"),
    `{ "name": "tiny", "version": "1.0.0" }`,
  );
  const { stdout } = await new Deno.Command("tar", {
    args: ["-czf", "-", "package"],
    cwd: clone.folder,
  }).output();
  return stdout;
}

Deno.test("the registry is asked for what the cache does not have", async () => {
  using clone = new Clone();
  clone.fakePython();
  await using registry = new Registry(await pack(clone));
  clone.write("deno.json", `{ "imports": { "tiny": "npm:tiny@1.0.0" } }`);
  clone.env.NPM_CONFIG_REGISTRY = registry.url;
  const { stdout, stderr } = await clone.start("hello");
  match(stdout, /hello \[\]\n$/, stderr);
  ok(registry.asked.includes("/tiny.tgz"));

  // `deno install` would ask for what is new, if only it ran long enough.
  const log = ".venv/packages.log";
  clone.write(log, "untouched");
  match((await clone.start("hello")).stdout, /^hello \[\]\n$/);
  strictEqual(clone.read(log), "untouched");

  Deno.removeSync(join(clone.env.DENO_DIR!, "npm"), { recursive: true });
  registry.asked.length = 0;
  match((await clone.start("hello")).stdout, /hello \[\]\n$/);
  ok(registry.asked.includes("/tiny.tgz"));
});

Deno.test("what the lessons import is loaded once, and again with other packages", async () => {
  using clone = new Clone();
  clone.fakePython();
  clone.write(
    "tools/notebook/first_load.ts",
    `Deno.writeTextFileSync("loads", "x", { append: true });`,
  );
  await clone.start("hello");
  await clone.start("hello");
  strictEqual(clone.read("loads"), "x");
  clone.write("deno.lock", `{ "version": "5" }\n`);
  await clone.start("hello");
  strictEqual(clone.read("loads"), "xx");
});

Deno.test("the first load is of all that the lessons import", async () => {
  const imports = (text: string) =>
    [...text.matchAll(/["\\](lib\/[\w/]+\.ts)\\?"/g)].map((match) => match[1]);
  const lessons = (await chooseNotebooks([])).flatMap((path) =>
    imports(Deno.readTextFileSync(path))
  );
  ok(lessons.length > 0);
  const load = Deno.readTextFileSync(places.firstLoad);
  deepStrictEqual(imports(load), [...new Set(lessons)].sort());
});
