import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { Clone, type Ended, ended } from "./clone.ts";

/** The one line that says what is wrong, and nothing else on stderr. */
function oneLine({ code, stderr }: Ended): string {
  strictEqual(code, 1);
  const lines = stderr.trimEnd().split("\n");
  strictEqual(lines.length, 1, stderr);
  match(lines[0]!, /^Cannot /);
  return lines[0]!;
}

async function recovers(clone: Clone): Promise<void> {
  const { code, stdout, stderr } = await clone.start("hello");
  strictEqual(code, 0, stderr);
  match(stdout, /hello \[\]\n$/);
}

Deno.test("no Python", async () => {
  using clone = new Clone();
  match(
    oneLine(await clone.start("hello")),
    /needs Python 3\.10 or newer, and none was found/,
  );
  clone.fakePython();
  await recovers(clone);
});

Deno.test("a Python that is only a stand-in counts as none", async () => {
  using clone = new Clone();
  clone.fakePython("python3", { version: "echo install it first >&2; exit 1" });
  match(oneLine(await clone.start("hello")), /none was found/);
});

Deno.test("a Python that is too old", async () => {
  using clone = new Clone();
  clone.fakePython("python3", { version: "printf 3.9" });
  match(
    oneLine(await clone.start("hello")),
    /3\.10 or newer, and python3 here is 3\.9/,
  );
  clone.fakePython();
  await recovers(clone);
});

Deno.test("an old python3 does not hide a newer Python", async () => {
  using clone = new Clone();
  clone.fakePython("python3", { version: "printf 2.7" });
  clone.fakePython("python3.12", { version: "printf 3.12" });
  await recovers(clone);
});

Deno.test("a Python without venv", async () => {
  using clone = new Clone();
  clone.fakePython("python3", {
    venv:
      `echo "The virtual environment was not created successfully because ensurepip is not
available." ; exit 1`,
  });
  match(oneLine(await clone.start("hello")), /apt install python3-venv/);
  clone.fakePython();
  await recovers(clone);
});

for (
  const [name, output, expected] of [
    [
      "a full disk",
      "OSError: [Errno 28] No space left on device",
      /the disk is full/,
    ],
    [
      "a certificate that is not trusted",
      "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]",
      /certificate .* not trusted .*PIP_CERT/,
    ],
    [
      "a package that is not the pinned one",
      "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
      /not the one pinned/,
    ],
    [
      "a package that there is not for this system",
      "ERROR: No matching distribution found for deno==2.9.6",
      /has no deno==2\.9\.6 for this Python and system/,
    ],
    [
      "anything else",
      "ERROR: something new",
      /Cannot install JupyterLab: ERROR: something new/,
    ],
  ] as [string, string, RegExp][]
) {
  Deno.test(`pip stopped by ${name}`, async () => {
    using clone = new Clone();
    clone.fakePython("python3", { pip: `echo "${output}" >&2; exit 1` });
    match(oneLine(await clone.start("hello")), expected);
    match(
      clone.read(".venv/setup.log"),
      new RegExp(output.slice(0, 12).replace(/\W/g, ".")),
    );
    clone.fakePython();
    await recovers(clone);
  });
}

Deno.test("no network for npm", async () => {
  using clone = new Clone();
  clone.fakePython();
  clone.write(
    "deno.json",
    `{ "imports": { "seedrandom": "npm:seedrandom@3.0.5" } }`,
  );
  clone.env.NPM_CONFIG_REGISTRY = "http://127.0.0.1:9/";
  match(
    oneLine(await clone.start("hello")),
    /Cannot fetch the npm packages: .*cannot be reached/,
  );
  clone.write("deno.json", "{}");
  await recovers(clone);
});

Deno.test("a .venv that is not a folder", async () => {
  using clone = new Clone();
  clone.fakePython();
  clone.write(".venv", "");
  match(
    oneLine(await clone.start("hello")),
    /Cannot write to \.venv: .*remove \.venv/,
  );
  Deno.removeSync(join(clone.root, ".venv"));
  await recovers(clone);
});

Deno.test("a clone that may not be written to", async () => {
  using clone = new Clone();
  clone.fakePython();
  Deno.mkdirSync(clone.env.DENO_DIR!);
  Deno.chmodSync(clone.env.DENO_DIR!, 0o777);
  Deno.chmodSync(clone.folder, 0o755);
  Deno.chmodSync(clone.root, 0o555);
  // Nothing is closed to root, so root steps down to nobody.
  const child = clone.spawn(
    ["hello"],
    Deno.uid() === 0 ? { uid: 65534, gid: 65534 } : {},
  );
  match(oneLine(await ended(child)), /Cannot write to \.venv/);
  Deno.chmodSync(clone.root, 0o755);
  await recovers(clone);
});
