import { type Displayable, jupyterDisplay } from "./displayable.ts";
import type { DisplayBundle } from "./html_table.ts";

const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * A frozen object with these members that shows itself, in a notebook and on the
 * console. What lists, compares or copies members does not meet the display, which
 * is made when it is asked for.
 */
export function withDisplay<Members extends object>(
  bundle: (members: Members) => DisplayBundle,
  members: Members,
): Readonly<Members> & Displayable {
  const display = () => bundle(members);
  return new Displayed(display, members) as unknown as
    & Readonly<Members>
    & Displayable;
}

// A class, because its instances take a tenth of the time that defining two
// hidden properties takes: mechanisms are made by the thousand.
class Displayed {
  readonly #bundle: () => DisplayBundle;

  static {
    Object.freeze(this);
    Object.freeze(this.prototype);
  }

  constructor(bundle: () => DisplayBundle, members: object) {
    this.#bundle = bundle;
    Object.assign(this, members);
    Object.freeze(this);
  }

  [jupyterDisplay](): DisplayBundle {
    return this.#bundle();
  }

  [inspect](): string {
    return this.#bundle()["text/plain"];
  }
}

/** The same for a list, which keeps being one: its display is a hidden property. */
export function listWithDisplay<Item>(
  items: Item[],
  bundle: () => DisplayBundle,
): readonly Item[] & Displayable {
  const list = Object.defineProperties(items, {
    [jupyterDisplay]: { value: bundle },
    [inspect]: { value: () => bundle()["text/plain"] },
  });
  return Object.freeze(list) as readonly Item[] & Displayable;
}
