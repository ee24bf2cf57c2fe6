import type { Change } from "./changes.ts";
import { addSlider, changed } from "./slider.js";

export interface SliderData {
  readonly label: string;
  /** Width of the picture in pixels. */
  readonly width: number;
  /** The place of the picture that is there already. */
  readonly start: number;
  readonly states: readonly {
    /** The words for the value. */
    readonly value: string;
    /** What is to be seen at it, in a sentence and at length. */
    readonly title: string;
    readonly description: string;
    /** What to change in the picture that is there, cut at its quotation marks. */
    readonly changes: readonly Change[];
  }[];
}

/** A script that defines no global name and that nothing in its data can end. */
export function sliderScript({ states, ...slider }: SliderData): string {
  return [
    "(() => {",
    changed,
    addSlider,
    `addSlider(document.currentScript, ${literal(slider)}, [`,
    // A line each: where one state changes, the others stay as they are in the file.
    ...states.map((state) => `${literal(state)},`),
    "]);",
    "})();",
  ].join("\n");
}

function literal(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
