/**
 * Errors as a notebook shows them. The kernel sends a cell's error as its
 * `stack`, so that is what is made readable there, and only there.
 */

/** The little of a frame of a stack that is used here. */
export interface Frame {
  /** The address of the module; empty for a cell, null for what is built in. */
  getScriptNameOrSourceURL(): string | null;
  toString(): string;
}

/** As wide as a cell's output is, more or less: JupyterLab breaks words. */
const WIDTH = 90;

/** What the engine itself throws. */
const engineErrors = ["TypeError", "RangeError", "ReferenceError"];

/**
 * What a notebook shows of an error.
 *
 * An error that the library words says all in its message: no frame is shown.
 * Of an error in a cell the frames of the library, which came in between, are
 * left out, and a line says what to try. Any other error is shown whole.
 *
 * @param frames innermost first
 * @param library the address that the modules of the library begin with
 */
export function notebookStack(
  error: Error,
  frames: readonly Frame[],
  library: string,
): string {
  const text = String(error);
  const places = frames.map((frame) => frame.getScriptNameOrSourceURL());
  const isOurs = (place: string | null) => place?.startsWith(library) ?? false;
  if (isOurs(places[0] ?? null) && isWorded(error)) return wrapped(text);
  const isCells = places[0] === "";
  return [
    isCells ? wrapped(text) : text,
    ...isCells ? adviceOn(text) : [],
    ...frames.filter((_, i) => !(isCells && isOurs(places[i]!)))
      .map((frame) => `    at ${frame}`),
  ].join("\n");
}

/** Whether somebody chose the words of an error, and not the engine. */
function isWorded({ name, message }: Error): boolean {
  return !engineErrors.includes(name) || /^Cannot .+?: /.test(message);
}

/** What to try after an error of the engine that notebooks make likely. */
function adviceOn(text: string): string[] {
  const [, unknown] = /^ReferenceError: (\S+) is not defined$/.exec(text) ?? [];
  if (unknown !== undefined) {
    return [
      `Run the cells above first, if one declares ${unknown}. If none does, look at the spelling.`,
    ];
  }
  const [, early] =
    /^ReferenceError: Cannot access '(\S+)' before initialization$/
      .exec(text) ?? [];
  if (early !== undefined) {
    return [`If the cell that declares ${early} has failed, run it again.`];
  }
  const [, callee] =
    /^TypeError: ([\w$]+) is not a (?:function|constructor)$/.exec(text) ?? [];
  if (callee !== undefined) {
    return [
      `If ${callee} is imported, its module has no such name: the import does not say so.`,
    ];
  }
  return [];
}

/** The text with its lines broken between words; indented ones are code. */
function wrapped(text: string): string {
  return text.split("\n").flatMap((line) => {
    if (line.startsWith(" ")) return line;
    const lines: string[] = [];
    for (const word of line.split(" ")) {
      const last = lines.at(-1);
      const fits = last !== undefined &&
        last.length + 1 + word.length <= WIDTH;
      if (fits) lines.push(`${lines.pop()} ${word}`);
      else lines.push(word);
    }
    return lines;
  }).join("\n");
}

/**
 * Makes errors read well in the notebook, those of promises that nothing waits
 * for included: the kernel would not show them at all. Whoever has taken over
 * the stacks before is left alone.
 *
 * @param library the address that the modules of the library begin with
 */
export function tidyErrors(library: string): void {
  Error.prepareStackTrace ??= (error: Error, frames: Frame[]) => {
    try {
      return notebookStack(error, frames, library);
    } catch {
      // An error whose text throws is shown by its place alone.
      return frames.map((frame) => `    at ${frame}`).join("\n");
    }
  };
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    const { reason } = event;
    const text = reason instanceof Error ? reason.stack : String(reason);
    console.error(
      `${text}\nNothing waited for this promise: put await before the call.`,
    );
  });
}
