import { join } from "node:path";
import type { NotebookPage } from "./notebook_page.ts";
import type { Session } from "./session.ts";

/** Opens a notebook of these cells, made for the test. */
export async function openScratch(
  session: Session,
  sources: string[],
  look: (notebook: NotebookPage, path: string) => Promise<void>,
): Promise<void> {
  const path = join(session.lab.root, "notebooks", "scratch.ipynb");
  const cells = sources.map((source, i) => ({
    cell_type: "code",
    id: `cell-${i}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  }));
  const kernelspec = {
    name: "deno",
    display_name: "Deno",
    language: "typescript",
  };
  Deno.writeTextFileSync(
    path,
    JSON.stringify({
      cells,
      metadata: { kernelspec },
      nbformat: 4,
      nbformat_minor: 5,
    }),
  );
  await session.open("scratch.ipynb", async (notebook) => {
    await notebook.opened(sources.length);
    await look(notebook, path);
  });
}
