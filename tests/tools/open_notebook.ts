/** A notebook that is open in the editor: what its code cells show and answer. */

import { pathToFileURL } from "node:url";
import * as lsp from "vscode-languageserver-protocol/node";
import type { LanguageServer } from "./language_server.ts";

export class OpenNotebook {
  readonly #uri: string;
  readonly #cells: { uri: string; text: string }[];
  #version = 0;

  private constructor(
    private readonly server: LanguageServer,
    path: string,
    texts: string[],
  ) {
    const uri = pathToFileURL(path);
    this.#uri = String(uri);
    this.#cells = texts.map((text, i) => ({
      // The extension's name for `vscode-notebook-cell:`, VS Code's own.
      uri: `deno-notebook-cell:${uri.pathname}#X${i}sZmlsZQ%3D%3D`,
      text,
    }));
  }

  /** Opens the notebook at `path`, which need not exist, with these code cells. */
  static async open(
    server: LanguageServer,
    path: string,
    texts: string[],
  ): Promise<OpenNotebook> {
    const notebook = new OpenNotebook(server, path, texts);
    await server.connection.sendNotification(
      lsp.DidOpenNotebookDocumentNotification.type,
      {
        notebookDocument: {
          uri: notebook.#uri,
          notebookType: "jupyter-notebook",
          version: notebook.#version,
          cells: notebook.#cells.map(({ uri }) => ({
            kind: lsp.NotebookCellKind.Code,
            document: uri,
          })),
        },
        cellTextDocuments: notebook.#cells.map(({ uri, text }) => ({
          uri,
          text,
          languageId: "typescript",
          version: notebook.#version,
        })),
      },
    );
    return notebook;
  }

  /** Replaces the text of a cell, as typing does. */
  async write(index: number, text: string): Promise<void> {
    const cell = this.#cells[index]!;
    cell.text = text;
    const version = ++this.#version;
    await this.server.connection.sendNotification(
      lsp.DidChangeNotebookDocumentNotification.type,
      {
        notebookDocument: { uri: this.#uri, version },
        change: {
          cells: {
            textContent: [{
              document: { uri: cell.uri, version },
              changes: [{ text }],
            }],
          },
        },
      },
    );
  }

  /** The cell, for a request about it. */
  document(index: number): lsp.TextDocumentIdentifier {
    return { uri: this.#cells[index]!.uri };
  }

  /** The place right behind the first `text` in a cell. */
  behind(index: number, text: string): lsp.TextDocumentPositionParams {
    const before = this.#cells[index]!.text.split(text)[0]! + text;
    const lines = before.split("\n");
    return {
      textDocument: this.document(index),
      position: { line: lines.length - 1, character: lines.at(-1)!.length },
    };
  }

  /** What the editor underlines in a cell. */
  async problems(index: number): Promise<string[]> {
    const report = await this.server.connection.sendRequest(
      lsp.DocumentDiagnosticRequest.type,
      { textDocument: this.document(index) },
    );
    return (report as lsp.FullDocumentDiagnosticReport).items
      .map(({ message }) => String(message));
  }

  /** What the editor underlines in all cells. */
  async allProblems(): Promise<string[]> {
    const problems = this.#cells.map((_, index) => this.problems(index));
    return (await Promise.all(problems)).flat();
  }
}
