import { basename, join } from "node:path";
import { places } from "../../tools/setup/places.ts";

/** The notebooks of the course, by file name. */
export const lessons: string[] = [
  ...Deno.readDirSync(join(places.root, "notebooks")),
].map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort();

/** The committed file of a lesson. */
export function readLesson(name: string): string {
  return Deno.readTextFileSync(join(places.root, "notebooks", name));
}

/**
 * Makes a copy of the course in `root`, a folder that is to be: what is done in it changes
 * neither the lessons nor the layout that the reader's JupyterLab remembers in `.venv`.
 */
export function copyCourse(root: string): void {
  Deno.mkdirSync(root);
  for (const name of ["deno.json", "deno.lock", "lib", "notebooks", "tools"]) {
    copy(join(places.root, name), join(root, name));
  }
  if (exists(join(places.root, "data"))) {
    copy(join(places.root, "data"), join(root, "data"));
  }
  const jupyter = join(root, ".venv", "share", "jupyter");
  Deno.mkdirSync(jupyter, { recursive: true });
  Deno.symlinkSync(places.bin, join(root, ".venv", basename(places.bin)));
  Deno.symlinkSync(
    join(places.jupyterData, "kernels"),
    join(jupyter, "kernels"),
  );
}

function copy(from: string, to: string): void {
  if (Deno.statSync(from).isFile) return Deno.copyFileSync(from, to);
  Deno.mkdirSync(to, { recursive: true });
  for (const { name } of Deno.readDirSync(from)) {
    // The reader's own saved versions.
    if (name === ".ipynb_checkpoints") continue;
    copy(join(from, name), join(to, name));
  }
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}
