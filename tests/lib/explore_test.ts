import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import {
  boundChart,
  guessChart,
  neighborsChart,
  posteriorChart,
  surveysChart,
} from "lib/charts/mod.ts";
import { type Chart, chart, Plot } from "lib/charts/plot.ts";
import { type Exploration, explore } from "lib/explore.ts";
import { compact } from "lib/notebook/compact.ts";
import { changed } from "lib/notebook/slider.js";
import type { SliderData } from "lib/notebook/slider_script.ts";
import { drawSvg } from "lib/notebook/svg.ts";
import { documentOf } from "./dom.ts";

// A stand-in for the kernel, which stays for the rest of this file.
let bundles: Record<string, string>[] = [];
Object.assign(Deno, {
  jupyter: {
    display: (bundle: Record<string, string>) =>
      Promise.resolve(void bundles.push(bundle)),
  },
});

/** What the notebook is given, taken apart. */
async function explored<T>(exploration: Exploration<T>) {
  bundles = [];
  await explore(exploration);
  assert.equal(bundles.length, 1);
  const html = bundles[0]!["text/html"]!;
  const page = documentOf(html);
  const [image, ...otherImages] = page.querySelectorAll("figure img");
  const [script, ...otherScripts] = page.querySelectorAll("figure script");
  assert.deepEqual([...otherImages, ...otherScripts], []);
  const source = image!.getAttribute("src")!;
  assert(source.startsWith("data:image/svg+xml;base64,"));
  const svg = Buffer.from(source.split(",")[1]!, "base64").toString();
  const code = script!.textContent;
  const [, slider, states] = code.match(
    /addSlider\(document\.currentScript, (.*), (\[\n[^]*\n\])\);\n/,
  )!;
  const data: SliderData = {
    ...JSON.parse(slider!),
    states: JSON.parse(states!.replace(/,\n\]$/, "]")),
  };
  const pictures = data.states.map(({ changes }) =>
    changed(svg.split('"'), changes).join('"')
  );
  const text = bundles[0]!["text/plain"]!;
  return { html, page, image: image!, svg, code, data, pictures, text };
}

/** The picture as it is drawn for itself. */
function drawn({ ariaLabel: _, ariaDescription: __, ...options }: Chart) {
  return compact(drawSvg(options).outerHTML);
}

/** A chart of dots on fixed scales. */
function dots(heights: readonly number[], words: Partial<Chart> = {}): Chart {
  return {
    ...chart({
      title: `${heights.length} dots`,
      description: `Dots at ${heights}.`,
      x: { domain: [0, 10] },
      y: { domain: [0, 10] },
      marks: [Plot.dot(heights.map((y, x) => ({ x, y })), { x: "x", y: "y" })],
    }),
    ...words,
  };
}

const epsilons = [0.1, 0.5, 1, 3, 5];
const errors = (friends: number) => ({
  friends,
  local: [1 / friends, -0.5, 0.2],
  central: [0.1 / friends, 0, -0.05],
});
const figures: Record<string, Exploration<number>> = {
  "the two distributions": {
    label: "ε",
    values: epsilons,
    chart: (epsilon) =>
      neighborsChart({ counts: [9, 10], epsilon, outputs: [0, 20] }),
  },
  "the guess": {
    label: "ε",
    values: epsilons,
    chart: (epsilon) =>
      guessChart({ counts: [9, 10], epsilon, outputs: [5, 14] }),
  },
  "the posterior": {
    label: "ε",
    values: epsilons,
    chart: (epsilon) => posteriorChart({ prior: 0.1, epsilon }),
  },
  "the bound": {
    label: "B",
    values: [10, 40, 90, 400],
    chart: (bound) =>
      boundChart([400, 100, 60, 40], {
        bound,
        epsilon: 0.5,
        shown: 4,
        unit: "dollars",
      }),
  },
  "the friends": {
    label: "friends",
    values: [1, 10, 100],
    chart: (friends) =>
      surveysChart(errors(friends), { sensitivity: 1, epsilon: 1, reach: 2 }),
  },
  "another number of marks": {
    label: "dots",
    values: [3, 0, 1, 10],
    chart: (count) => dots(Array.from({ length: count }, (_, i) => i / 2)),
  },
};

for (const [name, figure] of Object.entries(figures)) {
  Deno.test(`explore() draws ${name} from every place to every place`, async () => {
    const wanted = figure.values.map((value) => drawn(figure.chart(value)));
    assert.equal(new Set(wanted).size, wanted.length);
    for (const [i, start] of figure.values.entries()) {
      const { svg, pictures, data } = await explored({ ...figure, start });
      assert.equal(data.start, i);
      assert.equal(svg, wanted[i]);
      assert.deepEqual(pictures, wanted);
    }
  });
}

Deno.test("explore() draws any charts on the same scales", async () => {
  const height = fc.integer({ min: 0, max: 100 }).map((y) => y / 10);
  const heights = fc.array(height, { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(heights, { minLength: 2, maxLength: 5 }),
      async (states) => {
        const { pictures } = await explored({
          label: "state",
          values: states.map((_, i) => i),
          chart: (i) => dots(states[i]!),
        });
        assert.deepEqual(pictures, states.map((ys) => drawn(dots(ys))));
      },
    ),
    { seed: 1, numRuns: 40 },
  );
});

const three: Exploration<number> = {
  label: "height",
  values: [1, 2000, 3],
  chart: (value) => dots([value / 1000]),
};

Deno.test("explore() shows the picture at the start, with its text and the range", async () => {
  const { image, text, page, data } = await explored({
    ...three,
    start: 2000,
    caption: "1 < 2",
  });
  assert.equal(image.getAttribute("alt"), "Dots at 2.");
  assert.equal(
    text,
    "Dots at 2.\n1 < 2\nWith a slider in the notebook: height from 1 to 3, here 2,000.",
  );
  const [caption] = page.querySelectorAll("figcaption");
  assert.equal(caption!.textContent, "1 < 2");
  assert.deepEqual(
    data.states.map(({ value, title, description }) => [
      value,
      title,
      description,
    ]),
    [["1", "1 dots", "Dots at 0.001."], ["2,000", "1 dots", "Dots at 2."], [
      "3",
      "1 dots",
      "Dots at 0.003.",
    ]],
  );
});

Deno.test("explore() starts at the first value if nothing else is said", async () => {
  const { data, text } = await explored(three);
  assert.equal(data.start, 0);
  assert(text.endsWith("height from 1 to 3, here 1."));
});

Deno.test("explore() says values in the words it is given", async () => {
  const { data } = await explored({ ...three, format: (x) => `$${x}` });
  assert.deepEqual(data.states.map(({ value }) => value), [
    "$1",
    "$2000",
    "$3",
  ]);
});

Deno.test("explore() has no slider, label or number in what is shown without scripts", async () => {
  const { page } = await explored(three);
  const names = [...page.querySelectorAll("body *")].map(({ tagName }) =>
    tagName.toLowerCase()
  );
  assert.deepEqual(names, ["figure", "img", "script"]);
});

Deno.test("explore() writes the same bytes each time", async () => {
  const figure = figures["the two distributions"]!;
  const { html } = await explored(figure);
  assert.equal((await explored(figure)).html, html);
});

Deno.test("explore() keeps words that would end the script or a line of it", async () => {
  const hard = `"</script><!-- <script> \u2028\u2029 & \\ '`;
  const { html, code, data, image } = await explored({
    label: hard,
    values: [1, 2],
    format: (value) => `${value}${hard}`,
    caption: hard,
    chart: (value) =>
      dots([value], { ariaLabel: hard, ariaDescription: `${value}${hard}` }),
  });
  assert.equal(html.match(/<\/script/gi)!.length, 1);
  assert.equal(html.match(/<script/gi)!.length, 1);
  assert.doesNotMatch(html, /<!--/);
  assert.doesNotMatch(code, /[\u2028\u2029]/);
  assert.equal(image.getAttribute("alt"), `1${hard}`);
  assert.equal(data.label, hard);
  assert.deepEqual(
    data.states.map(({ value, title, description }) => [
      value,
      title,
      description,
    ]),
    [1, 2].map((value) => [`${value}${hard}`, hard, `${value}${hard}`]),
  );
});

Deno.test("explore() defines no global name", async () => {
  const { code } = await explored(three);
  assert.match(code, /^\(\(\) => \{\n[^]*\n\}\)\(\);$/);
});

async function refused(
  change: Partial<Record<keyof Exploration<number>, unknown>>,
  error: { name: string; message: string | RegExp },
) {
  bundles = [];
  const exploration = { ...three, ...change } as Exploration<number>;
  await assert.rejects(explore(exploration), error);
  assert.deepEqual(bundles, []);
}

Deno.test("explore() refuses fewer than two values and a start that is none of them", async () => {
  for (const values of [[], [1]]) {
    await refused({ values }, {
      name: "RangeError",
      message:
        `Cannot explore the chart: values must be at least two, but are ${values.length}`,
    });
  }
  for (const start of [4, NaN]) {
    await refused({ start }, {
      name: "RangeError",
      message:
        `Cannot explore the chart: start must be one of the values, but is ${start}`,
    });
  }
});

Deno.test("explore() refuses values that are no list and a chart that is no function", async () => {
  for (const change of [{ values: undefined }, { chart: dots([1]) }]) {
    await refused(change, {
      name: "TypeError",
      message:
        "Cannot explore the chart: values must be a list, and chart a function of one of them",
    });
  }
});

Deno.test("explore() refuses a format that gives no words, and a caption that is none", async () => {
  for (const change of [{ format: "words" }, { caption: 5 }]) {
    await refused(change, {
      name: "TypeError",
      message:
        "Cannot explore the chart: format must be a function of a value, and caption a text",
    });
  }
  await refused({ format: () => undefined }, {
    name: "TypeError",
    message: "Cannot explore the chart: format must give a text",
  });
});

Deno.test("explore() refuses two values with the same words", async () => {
  await refused({ format: (x: number) => x > 1 ? "many" : "one" }, {
    name: "RangeError",
    message:
      "Cannot explore the chart: each value must have words of its own, but two are many",
  });
});

Deno.test("explore() refuses options that it does not know, and no label", async () => {
  await refused({ colour: 1 } as never, {
    name: "TypeError",
    message: /^Cannot explore the chart: the options must be among label, /,
  });
  for (const label of [undefined, " "]) {
    await refused({ label }, {
      name: "TypeError",
      message: "Cannot explore the chart: label must say what the slider moves",
    });
  }
});

Deno.test("explore() refuses what is no chart, or one without words", async () => {
  for (
    const chart of [
      () => undefined,
      () => Promise.resolve(dots([1])),
      () => ({}),
      () => dots([1], { ariaLabel: "" }),
      () => dots([1], { ariaDescription: undefined }),
    ]
  ) {
    await refused({ chart }, {
      name: "TypeError",
      message: /^Cannot explore the chart: chart must give options with marks/,
    });
  }
});

Deno.test("explore() refuses scales and sizes that move under the reader's hand", async () => {
  const moving: Record<string, (value: number) => Partial<Chart>> = {
    "the scale of y": (value) => ({ y: { domain: [0, 10 + value] } }),
    "the scale of x": (value) => ({ x: { domain: [-value, 10] } }),
    "the width": (value) => ({ width: 400 + value }),
    "the height": (value) => ({ height: 400 + value }),
  };
  for (const [what, change] of Object.entries(moving)) {
    await refused({ chart: (value: number) => dots([1], change(value)) }, {
      name: "RangeError",
      message:
        `Cannot explore the chart: ${what} must be the same for every value, but is not for height = 1 and height = 2,000; give the chart a domain that holds for all`,
    });
  }
  const reversed = (value: number) =>
    dots([1], { y: { domain: [0, 10], reverse: value === 3 } });
  await refused({ chart: reversed }, {
    name: "RangeError",
    message: /the scale of y .* for height = 1 and height = 3;/,
  });
});

Deno.test("explore() refuses an output of more than 300 kB", async () => {
  const words = (length: number) => ({ ariaDescription: "x".repeat(length) });
  // Each description is there once for the slider, the first one also as alt text.
  const { html } = await explored({
    ...three,
    chart: () => dots([1], words(70_000)),
  });
  assert(html.length > 280_000 && html.length < 300_000);
  await refused({ chart: () => dots([1], words(80_000)) }, {
    name: "RangeError",
    message:
      /^Cannot explore the chart: the output must be at most 300 kB, but is 3[23]\d kB; fewer values or fewer marks make it smaller$/,
  });
});
