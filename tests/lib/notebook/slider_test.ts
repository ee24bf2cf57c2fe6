import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { parseHTML } from "linkedom";
import { figureHtml } from "lib/notebook/figure.ts";
import { type SliderData, sliderScript } from "lib/notebook/slider_script.ts";

/** The little of the page that the tests use; Deno has no DOM types. */
interface Element {
  readonly textContent: string;
  readonly children: Iterable<Element>;
  readonly tagName: string;
  value: string;
  src: string;
  alt: string;
  max: string;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  appendChild(element: Element): Element;
  remove(): void;
  dispatchEvent(event: unknown): void;
}
interface Page {
  readonly document: Element & {
    readonly body: Element;
    createElement(name: string): Element;
  };
  readonly Event: new (name: string) => unknown;
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90">ε 1</svg>`;
const data: SliderData = {
  label: "ε",
  width: 90,
  start: 1,
  states: [
    { value: "0.5", title: "Half", description: "A half.", changes: [] },
    { value: "1", title: "One", description: "A one.", changes: [] },
    {
      value: "12",
      title: "Twelve",
      description: "A dozen.",
      changes: [[4, 1, ">ε 12</svg>"], [3, 1, "95"]],
    },
  ],
};
const script = sliderScript(data);
const figure = figureHtml(svg, { alt: "A one.", caption: "Below", script });

function open(html: string): Page {
  return parseHTML(
    `<!doctype html><html><body>${html}</body></html>`,
  ) as unknown as Page;
}

/** Runs the script as a browser does when it meets `element`, with a clock that does not wait. */
function run(page: Page, element: Element | null) {
  const { document } = page;
  Object.defineProperty(document, "currentScript", {
    value: element,
    configurable: true,
  });
  new Function("document", "setTimeout", script)(
    document,
    (act: () => void) => act(),
  );
}

function controls(page: Page) {
  const find = (selector: string) => page.document.querySelector(selector)!;
  return {
    image: find("img"),
    input: find("label input"),
    output: find("output"),
    live: find("[aria-live=polite]"),
  };
}

Deno.test("the script puts a slider between the picture and what stands below", () => {
  const page = open(figure);
  run(page, page.document.querySelector("script"));
  const names = [...page.document.querySelector("figure")!.children]
    .map(({ tagName }) => tagName.toLowerCase());
  assert.deepEqual(names, ["img", "div", "figcaption", "script"]);
  const { image, input, output, live } = controls(page);
  assert.equal(page.document.querySelector("label")!.textContent, "ε");
  assert.deepEqual(
    [input.value, input.max, input.getAttribute("type")].map(String),
    ["1", "2", "range"],
  );
  assert.equal(input.getAttribute("aria-valuetext"), "ε = 1");
  assert.equal(output.textContent, "1");
  // Nothing has been moved: nothing is read out, and the picture is the one that was there.
  assert.equal(live.textContent, "");
  assert(image.src.startsWith("data:image/svg+xml;base64,"));
});

Deno.test("the slider changes the picture, its text, its value and what is read out", () => {
  const page = open(figure);
  run(page, page.document.querySelector("script"));
  const { image, input, output, live } = controls(page);
  const wanted = {
    2: svg.replace("90", "95").replace("ε 1", "ε 12"),
    0: svg,
  };
  for (const [place, picture] of Object.entries(wanted)) {
    const { value, title, description } = data.states[Number(place)]!;
    input.value = place;
    input.dispatchEvent(new page.Event("input"));
    const [kind, text] = image.src.split(",");
    assert.equal(kind, "data:image/svg+xml");
    assert.equal(decodeURIComponent(text!), picture);
    assert.equal(image.alt, description);
    assert.equal(output.textContent, value);
    assert.equal(input.getAttribute("aria-valuetext"), `ε = ${value}`);
    assert.equal(live.textContent, title);
  }
});

Deno.test("the script finds its figure where VS Code runs it, at the end of the output", () => {
  const page = open(
    `<div id="one">${figure}</div><div id="two">${figure}</div>`,
  );
  const two = page.document.querySelector("#two")!;
  const copy = two.appendChild(page.document.createElement("script"));
  run(page, copy);
  copy.remove();
  assert.equal([...two.querySelectorAll("input")].length, 1);
  assert.equal([...page.document.querySelectorAll("input")].length, 1);
});

Deno.test("the same output shown twice has two sliders that do not meet", () => {
  const page = open(figure + figure);
  for (const element of page.document.querySelectorAll("script")) {
    run(page, element);
  }
  const inputs = [...page.document.querySelectorAll("input")];
  assert.equal(inputs.length, 2);
  assert.deepEqual([...page.document.querySelectorAll("[id]")], []);
  inputs[1]!.value = "2";
  inputs[1]!.dispatchEvent(new page.Event("input"));
  const alts = [...page.document.querySelectorAll("img")].map(({ alt }) => alt);
  assert.deepEqual(alts, ["A one.", "A dozen."]);
});

Deno.test("the script adds no second slider, and nothing where its figure is not", () => {
  const page = open(figure);
  const element = page.document.querySelector("script");
  for (const _ of [1, 2]) run(page, element);
  assert.equal([...page.document.querySelectorAll("input")].length, 1);

  for (const html of ["<p></p>", "<figure></figure>"]) {
    const other = open(`${html}<script></script>`);
    run(other, other.document.querySelector("script"));
    run(other, null);
    assert.equal(other.document.querySelector("input"), null);
  }
});

Deno.test("the picture that comes with the script is whole", () => {
  const source = open(figure).document.querySelector("img")!.src;
  assert.equal(Buffer.from(source.split(",")[1]!, "base64").toString(), svg);
});
