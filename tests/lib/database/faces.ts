import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";

type Text = string;

/** What each method of a console prints for a value. */
function consoleText(value: unknown): Text {
  let text = "";
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += chunk;
      done();
    },
  });
  const console = new Console({ stdout, stderr: stdout });
  for (
    const method of ["log", "error", "warn", "info", "debug", "trace"] as const
  ) {
    console[method](value);
    console[method]("%s %o %O %j %d", value, value, value, value, value);
  }
  console.dir(value, { showHidden: true, depth: null });
  console.table(value);
  console.table([value]);
  console.assert(false, "%o", value);
  return text;
}

const printers: ((value: unknown) => unknown)[] = [
  String,
  (value) => `${value}`,
  (value) => value + "",
  Number,
  JSON.stringify,
  (value) => JSON.stringify([value], null, 1),
  Deno.inspect,
  (value) =>
    Deno.inspect(value, {
      showHidden: true,
      depth: 20,
      getters: true,
      iterableLimit: Infinity,
    }),
  (value) =>
    inspect(value, {
      showHidden: true,
      customInspect: false,
      getters: true,
      showProxy: true,
      depth: 20,
    }),
  consoleText,
  (value) => JSON.stringify(Object.entries(value as object)),
  (value) => JSON.stringify({ ...(value as object) }),
  (value) => JSON.stringify([...(value as Iterable<unknown>)]),
  (value) => Deno.inspect(structuredClone(value), { showHidden: true }),
  (value) => Object.prototype.toString.call(value),
  (value) => (value as Error).stack,
];

/** What errors say; they are new each time, so that walking them would not end. */
function errorText(error: unknown): Text {
  const { name, message, stack, cause } = error as Error;
  return [name, message, stack, Deno.inspect(cause), Deno.inspect(error)]
    .join("\n");
}

const builtIns = new Set<unknown>(
  [Object, Function, Array, Error, TypeError, RangeError, Promise, Map, Set]
    .flatMap((type) => [type, type.prototype]),
).add(globalThis);

/**
 * All texts that can be got out of a value without a debugger: every printer,
 * and every property up the prototype chain, with the value as its receiver.
 */
export function faces(value: unknown): Text {
  const texts = new Set<Text>();
  const seen = new Set<unknown>();
  const waiting = [value];

  function attempt(read: () => unknown) {
    try {
      waiting.push(read());
    } catch (error) {
      texts.add(errorText(error));
    }
  }

  while (waiting.length > 0) {
    const value = waiting.pop();
    if (seen.has(value) || builtIns.has(value)) continue;
    seen.add(value);
    if (Object(value) !== value) {
      texts.add(String(value));
      continue;
    }
    for (const print of printers) attempt(() => print(value));
    let owner = value as object | null;
    while (owner !== null && !builtIns.has(owner)) {
      const from = owner;
      for (const key of Reflect.ownKeys(owner)) {
        texts.add(String(key));
        attempt(() => Reflect.get(from, key, value));
      }
      owner = null;
      attempt(() => owner = Object.getPrototypeOf(from));
    }
    const display = Symbol.for("Jupyter.display");
    attempt(() => (value as Record<symbol, () => unknown>)[display]?.());
  }
  return [...texts].join("\n");
}
