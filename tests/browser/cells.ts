import { join } from "node:path";
import { hasRun, type NotebookPage } from "./notebook_page.ts";
import type { Session } from "./session.ts";

/** Opens a notebook of these cells, made for the test. */
export async function withScratch(
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

/** Makes the code cell at `index` the active one, with the cursor in it. */
export async function choose(
  { page }: NotebookPage,
  index: number,
): Promise<void> {
  const cell = page.locator(".jp-Notebook .jp-CodeCell").nth(index);
  await cell.scrollIntoViewIfNeeded();
  await cell.locator(".cm-content").click();
}

/** Puts `source` in place of what stands in the code cell at `index`, which is then the active one. */
export async function edit(
  notebook: NotebookPage,
  index: number,
  source: string,
): Promise<void> {
  await choose(notebook, index);
  const { keyboard } = notebook.page;
  await keyboard.press("ControlOrMeta+a");
  // What is typed would get closing brackets.
  await keyboard.insertText(source);
}

/** Runs the cell at `index`, which is the active one, and gives its text. */
export async function run(
  notebook: NotebookPage,
  index: number,
  { isSilent = false } = {},
): Promise<string> {
  const before = await prompt(notebook, index);
  await notebook.press("notebook:run-cell-and-select-next");
  await notebook.until(`cell ${index + 1} has run`, 30, async () => {
    const now = await prompt(notebook, index);
    return now !== before && hasRun(now) && await notebook.isIdle();
  });
  const cells = await notebook.settledCells((cells) =>
    isSilent || cells[index]!.outputs.length > 0
  );
  return cells[index]!.outputs.map(({ text }) => text).join("");
}

export async function prompt(
  notebook: NotebookPage,
  index: number,
): Promise<string> {
  return (await notebook.cells())[index]!.prompt;
}
