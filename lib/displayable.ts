/** The method that a notebook front end calls to show a value richly. */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display");

/** Anything that brings its own rich display: formats by their MIME type. */
export interface Displayable {
  readonly [jupyterDisplay]: () => unknown;
}
