import { documentOf, type Element as TestElement } from "../lib/dom.ts";
import { type Output, parseNotebook } from "../../tools/notebook/nbformat.ts";

/** A code cell with its outputs, as far as the browser and the file can be compared. */
export interface CellView {
  /** `[3]:` */
  prompt: string;
  outputs: OutputView[];
}

export interface OutputView {
  /** The media type that is shown; `stdout` or `stderr`. */
  type: string;
  /** Of every kind, so that it is seen when JupyterLab strips one that it does not trust. */
  images: number;
  /** The number of rows of each table. */
  tables: number[];
  /** Those of `explore`: in a file, the scripts that make them. */
  sliders: number;
  text: string;
}

/** The code cells in the text of a notebook. */
export function cellsInFile(text: string): CellView[] {
  return parseNotebook(text).cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell) => ({
      prompt: `[${cell.execution_count ?? " "}]:`,
      outputs: cell.outputs.map(outputInFile),
    }));
}

/** What is to be seen, one line for each output: short enough to read where two lists differ. */
export function outline(cells: CellView[]): string[] {
  return cells.flatMap(({ prompt, outputs }) => [
    prompt,
    ...outputs.map(({ type, images, tables, sliders, text }) =>
      [
        `${prompt} ${type}`,
        type === "stdout" && `${countLines(text)} lines`,
        images > 0 && `${images} image`,
        ...tables.map((rows) => `table of ${rows} rows`),
        sliders > 0 && `${sliders} slider`,
      ].filter(Boolean).join(", ")
    ),
  ]);
}

/** The cells without what they print. */
export function withoutPrints(cells: CellView[]): CellView[] {
  return cells.map(({ prompt, outputs }) => ({
    prompt,
    outputs: outputs.filter(({ type }) => type !== "stdout"),
  }));
}

/** The cells as they are where no script runs. */
export function withoutSliders(cells: CellView[]): CellView[] {
  return cells.map(({ prompt, outputs }) => ({
    prompt,
    outputs: outputs.map((output) => ({ ...output, sliders: 0 })),
  }));
}

/** For each cell, the number of lines that it prints. */
export function printedLines(cells: CellView[]): number[] {
  return cells.map(({ outputs }) =>
    countLines(
      outputs.map(({ type, text }) => type === "stdout" ? text : "").join(""),
    )
  );
}

/** The errors and warnings among the outputs. */
export function complaints(cells: CellView[]): string[] {
  return cells.flatMap(({ prompt, outputs }) =>
    outputs
      .filter(({ type }) => type === "stderr")
      .map(({ text }) => `${prompt} ${text.trim()}`)
  );
}

function countLines(text: string): number {
  return text.split("\n").length - 1;
}

function outputInFile(output: Output | { output_type: "error" }): OutputView {
  const none = { images: 0, tables: [], sliders: 0, text: "" };
  // JupyterLab shows an error as it shows a warning.
  if (output.output_type === "error") return { ...none, type: "stderr" };
  if (output.output_type === "stream") {
    return { ...none, type: output.name, text: output.text };
  }
  const types = Object.keys(output.data);
  const type = types.find((type) => type === "text/html") ??
    types.find((type) => type.startsWith("image/")) ??
    types[0]!;
  if (type.startsWith("image/")) return { ...none, type, images: 1 };
  if (type !== "text/html") return { ...none, type };
  const page = documentOf(String(output.data[type]));
  const count = (element: TestElement, selector: string) =>
    [...element.querySelectorAll(selector)].length;
  return {
    type,
    images: count(page, "img, svg, canvas"),
    tables: [...page.querySelectorAll("table")].map((table) =>
      count(table, "tr")
    ),
    sliders: count(page, "figure script"),
    text: "",
  };
}
