import { match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Clone } from "./clone.ts";

/** A package that brings a program `deno`, as a wheel: prints its hash. */
const buildWheel = `
import hashlib, sys, zipfile
folder, deno = sys.argv[1:]
name = folder + "/pinned_deno-1-py3-none-any.whl"
files = {
  "pinned_deno-1.data/scripts/deno": '#!/bin/sh\\nexec "%s" "$@"\\n' % deno,
  "pinned_deno-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: pinned-deno\\nVersion: 1\\n",
  "pinned_deno-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
}
files["pinned_deno-1.dist-info/RECORD"] = "".join(f + ",,\\n" for f in files)
with zipfile.ZipFile(name, "w") as wheel:
  for path, text in files.items():
    entry = zipfile.ZipInfo(path)
    entry.external_attr = 0o100755 << 16
    wheel.writestr(entry, text)
print(hashlib.sha256(open(name, "rb").read()).hexdigest(), end="")
`;

Deno.test("with a real Python: no network, then a set-up that works", async () => {
  using clone = new Clone();
  clone.env.PATH = Deno.env.get("PATH")!;
  const { stdout: digest } = await new Deno.Command("python3", {
    args: ["-c", buildWheel, clone.folder, Deno.execPath()],
  }).output();
  const hash = new TextDecoder().decode(digest);
  clone.write(
    "tools/requirements.txt",
    `pinned-deno==1 --hash=sha256:${hash}\n`,
  );
  clone.env.PIP_CONFIG_FILE = "/dev/null";
  clone.env.PIP_RETRIES = "1";

  clone.env.PIP_INDEX_URL = "http://127.0.0.1:9/";
  const offline = await clone.start("hello");
  strictEqual(offline.code, 1);
  match(
    offline.stderr,
    /^Cannot install JupyterLab: .*cannot be reached[^\n]*\n$/,
  );

  clone.env.PIP_NO_INDEX = "1";
  // As a URL: pip would split a path at its spaces.
  clone.env.PIP_FIND_LINKS = pathToFileURL(clone.folder).href;
  // Would each send the packages elsewhere.
  Object.assign(clone.env, {
    PIP_TARGET: join(clone.folder, "elsewhere"),
    PYTHONPATH: join(clone.folder, "elsewhere"),
  });
  const { code, stdout, stderr } = await clone.start("hello", "there");
  strictEqual(code, 0, stderr);
  match(stdout, /hello \["there"\]\n$/);
  strictEqual((await clone.start("hello")).stdout, "hello []\n");
});
