import type { DataOutput, Json, JsonObject, Output } from "./nbformat.ts";
import type { Published } from "./kernel.ts";
import { Problem } from "../setup/problem.ts";

/** The outputs of one notebook, cell by cell, as JupyterLab would keep them. */
export class Outputs {
  readonly #displays = new Map<string, DataOutput[]>();
  #current: Output[] = [];
  #clearNext = false;

  /** Starts a cell; what is added from now on is kept in the returned list. */
  startCell(): Output[] {
    this.#clearNext = false;
    return this.#current = [];
  }

  /**
   * Adds what the kernel published, if it is an output.
   *
   * @throws {Problem} if the output could not be shown
   */
  add({ type, content }: Published): void {
    switch (type) {
      case "stream":
        return this.#addText(
          content.name as "stdout" | "stderr",
          content.text as string,
        );
      case "display_data":
      case "execute_result":
        return this.#addData(type, content);
      case "update_display_data":
        return this.#update(content);
      case "clear_output":
        this.#clearNext = content.wait === true;
        if (!this.#clearNext) this.#current.length = 0;
    }
  }

  #addText(name: "stdout" | "stderr", text: string): void {
    this.#clearIfAsked();
    const last = this.#current.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text += text;
    else this.#current.push({ output_type: "stream", name, text });
  }

  #addData(type: DataOutput["output_type"], content: JsonObject): void {
    this.#clearIfAsked();
    const output: DataOutput = {
      output_type: type,
      data: mediaBundle(content.data),
      metadata: (content.metadata ?? {}) as JsonObject,
    };
    if (type === "execute_result") {
      output.execution_count = content.execution_count as number;
    }
    this.#current.push(output);
    const id = displayId(content);
    if (id === undefined) return;
    this.#displays.set(id, [...this.#displays.get(id) ?? [], output]);
  }

  #update(content: JsonObject): void {
    const shown = this.#displays.get(displayId(content) ?? "");
    if (shown === undefined) {
      throw new Problem(
        `Cannot update a display: display_id must be that of one shown before, it is ${
          displayId(content)
        }`,
      );
    }
    for (const output of shown) {
      output.data = mediaBundle(content.data);
      output.metadata = (content.metadata ?? {}) as JsonObject;
    }
  }

  #clearIfAsked(): void {
    if (this.#clearNext) this.#current.length = 0;
    this.#clearNext = false;
  }
}

function displayId(content: JsonObject): string | undefined {
  const transient = (content.transient ?? {}) as JsonObject;
  return transient.display_id as string | undefined;
}

function mediaBundle(data: Json | undefined): JsonObject {
  const entries = Object.entries((data ?? {}) as JsonObject);
  if (entries.length === 0) {
    throw new Problem(
      "Cannot show the value: its display must give a media bundle, it gives nothing",
    );
  }
  for (const [type, value] of entries) {
    if (typeof value === "string" || /^application\/(.*\+)?json$/.test(type)) {
      continue;
    }
    throw new Problem(
      `Cannot show the value: its ${type} must be a string, it is ${typeof value}`,
    );
  }
  return Object.fromEntries(entries);
}
