/** Notebooks as JupyterLab itself reads and writes them (nbformat 4.5). */

import { Problem } from "../setup/problem.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | Json[]
  | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface StreamOutput {
  output_type: "stream";
  name: "stdout" | "stderr";
  text: string;
}

/** What a cell displays, as one string (or JSON) for each media type. */
export interface DataOutput {
  output_type: "display_data" | "execute_result";
  data: JsonObject;
  metadata: JsonObject;
  execution_count?: number;
}

export type Output = StreamOutput | DataOutput;

export interface CodeCell {
  cell_type: "code";
  id: string;
  metadata: JsonObject;
  source: string;
  execution_count: number | null;
  outputs: Output[];
}

export interface TextCell {
  cell_type: "markdown" | "raw";
  id: string;
  metadata: JsonObject;
  source: string;
  attachments?: JsonObject;
}

export type Cell = CodeCell | TextCell;

export interface Notebook {
  cells: Cell[];
  metadata: JsonObject;
}

/**
 * The notebook in `text`, a file of nbformat 4.
 *
 * @throws {Problem} if `text` is not such a notebook
 */
export function parseNotebook(text: string): Notebook {
  let file: JsonObject;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new Problem(
      `Cannot read the notebook: it must be JSON: ${(error as Error).message}`,
    );
  }
  if (file.nbformat !== 4 || !Array.isArray(file.cells)) {
    throw new Problem(
      `Cannot read the notebook: it must have nbformat 4 and cells, nbformat is ${file.nbformat}`,
    );
  }
  const cells = file.cells.map((cell, i) => parseCell(cell as JsonObject, i));
  return { cells, metadata: (file.metadata ?? {}) as JsonObject };
}

/** The bytes that JupyterLab's server writes for `notebook`. */
export function formatNotebook({ cells, metadata }: Notebook): string {
  const file = {
    cells: cells.map(splitCell),
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
  };
  return JSON.stringify(sortKeys(file), null, 1) + "\n";
}

/** The lines of `cell` in the file, for comparison. */
export function formatCell(cell: Cell): string[] {
  return JSON.stringify(sortKeys(splitCell(cell)), null, 1).split("\n");
}

function parseCell(cell: JsonObject, index: number): Cell {
  const source = join(cell.source);
  // Older notebooks have no ids: the place is one that stays the same.
  const id = typeof cell.id === "string" ? cell.id : `cell-${index + 1}`;
  const { execution: _timing, ...metadata } =
    (cell.metadata ?? {}) as JsonObject;
  if (cell.cell_type === "code") {
    return {
      cell_type: "code",
      id,
      metadata,
      source,
      execution_count: cell.execution_count as number | null,
      outputs: (cell.outputs as JsonObject[] ?? []).map(parseOutput),
    };
  }
  if (cell.cell_type !== "markdown" && cell.cell_type !== "raw") {
    throw new Problem(
      `Cannot read the notebook: a cell must be code, markdown or raw, cell ${
        index + 1
      } is ${cell.cell_type}`,
    );
  }
  return {
    cell_type: cell.cell_type,
    id,
    metadata,
    source,
    ...cell.attachments === undefined
      ? {}
      : { attachments: cell.attachments as JsonObject },
  };
}

function parseOutput(output: JsonObject): Output {
  if (output.output_type === "stream") {
    return { ...output, text: join(output.text) } as Output;
  }
  const data = Object.entries((output.data ?? {}) as JsonObject).map((
    [type, value],
  ) => [type, isJsonType(type) ? value : join(value)]);
  return { ...output, data: Object.fromEntries(data) } as Output;
}

function splitCell(cell: Cell): Json {
  const source = splitLines(cell.source);
  if (cell.cell_type !== "code") return { ...cell, source };
  const outputs = cell.outputs.map((output) => {
    if (output.output_type === "stream") {
      return { ...output, text: splitLines(output.text) };
    }
    const data = Object.entries(output.data).map(([type, value]) => [
      type,
      typeof value === "string" && !isJsonType(type)
        ? splitLines(value)
        : value,
    ]);
    return { ...output, data: Object.fromEntries(data) };
  });
  return { ...cell, source, outputs } as unknown as Json;
}

function isJsonType(type: string): boolean {
  return /^application\/(.*\+)?json$/.test(type);
}

function join(value: Json | undefined): string {
  return Array.isArray(value) ? value.join("") : String(value ?? "");
}

// What Python's str.splitlines takes for the end of a line.
const lineEnd =
  // deno-lint-ignore no-control-regex
  /(?<=\r\n|\r(?!\n)|[\n\v\f\x1c-\x1e\x85\u2028\u2029])/;

function splitLines(text: string): string[] {
  return text === "" ? [] : text.split(lineEnd);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, x]) => x !== undefined);
  entries.sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([key, x]) => [key, sortKeys(x)]));
}
