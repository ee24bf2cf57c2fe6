/** The types of the package, as TypeScript itself reads them. */

import assert from "node:assert/strict";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import denoJson from "../../../deno.json" with { type: "json" };
import { packageName } from "../../../tools/pack/manifest.ts";
import { Project, repository } from "./package.ts";
import { userProgram } from "./user.ts";

/** Checks the program of a project with the options of `tsconfig.json`. */
async function typeCheck(
  project: Project,
  options: Record<string, unknown>,
): Promise<void> {
  project.write("package.json", { type: "module" });
  project.write("tsconfig.json", {
    compilerOptions: { strict: true, noEmit: true, types: [], ...options },
    files: ["user.ts"],
  });
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "-A", "--frozen", `${denoJson.imports.typescript}/tsc`],
      ...["-p", project.folder],
    ],
    cwd: repository,
    env: { NO_COLOR: "1" },
  }).output();
  assert(success, new TextDecoder().decode(stdout));
}

const resolutions = [
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];

for (const resolution of resolutions) {
  Deno.test(`the types hold in strict TypeScript, resolved as ${resolution.moduleResolution} does`, async () => {
    using project = new Project();
    await project.unpack();
    project.write(
      "user.ts",
      `${userProgram}
import { seededRandom } from "${packageName}/seeded_random";
import { laplaceMechanism } from "${packageName}/textbook";
export const noisy: number = laplaceMechanism(3, 1, 1, seededRandom(42));
// @ts-expect-error a seed is a number or a text
export const random = seededRandom(null);
`,
    );
    await typeCheck(project, {
      ...resolution,
      target: "es2022",
      // No DOM and no Node: what the types name is in the language.
      lib: ["es2022"],
      skipLibCheck: false,
      exactOptionalPropertyTypes: true,
    });
  });
}

Deno.test("a chart has the type of Plot's options", async () => {
  using project = new Project();
  await project.unpack();
  project.write(
    "user.ts",
    `
import { tradeoffChart } from "${packageName}/charts";
import { plot } from "@observablehq/plot";

const chart = tradeoffChart([{ epsilon: 1, meanAbsoluteError: 1 }], { trials: 20 });
export const title: string = chart.ariaLabel;
export const draw = () => plot(chart);
// @ts-expect-error a chart has no such thing
export const nothing = chart.nothing;
`,
  );
  const plot = dirname(
    dirname(fileURLToPath(import.meta.resolve("@observablehq/plot"))),
  );
  await typeCheck(project, {
    ...resolutions[1],
    lib: ["es2022", "dom"],
    // Plot's own types are not part of this.
    skipLibCheck: true,
    paths: { "@observablehq/plot": [plot] },
  });
});
