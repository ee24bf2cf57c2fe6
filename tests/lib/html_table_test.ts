import assert from "node:assert/strict";
import { escapeHtml, tableBundle } from "lib/html_table.ts";
import { documentOf } from "./dom.ts";

const hostile = `<script>alert("a" & 'b')</script>`;
const escaped =
  "&lt;script&gt;alert(&quot;a&quot; &amp; &#39;b&#39;)&lt;/script&gt;";

/** The texts of the HTML table, as a browser would read them. */
function textsOf(html: string, selector: string): string[] {
  return [...documentOf(html).querySelectorAll(selector)]
    .map((element) => element.textContent);
}

Deno.test("escapeHtml() replaces the five characters wherever they are", () => {
  assert.equal(escapeHtml(hostile), escaped);
  assert.equal(escapeHtml("&lt;"), "&amp;lt;");
  assert.equal(escapeHtml("ε ≤ 1"), "ε ≤ 1");
  assert.equal(escapeHtml(""), "");
});

Deno.test("tableBundle() escapes cells, column names and the caption", () => {
  const { "text/html": html } = tableBundle(
    [hostile],
    [{ [hostile]: hostile }],
    { caption: hostile },
  );
  assert.equal(html.split(escaped).length - 1, 3);
  assert(!html.includes("<script"));
});

Deno.test("tableBundle() keeps the order of the columns and of the records", () => {
  const rows = [{ a: 1, b: "x" }, { b: "y", a: 2 }];
  const { "text/html": html } = tableBundle(["b", "a"], rows);
  assert.deepEqual(textsOf(html, "th"), ["b", "a"]);
  assert.deepEqual(textsOf(html, "td"), ["x", "1", "y", "2"]);
});

Deno.test("tableBundle() aligns numbers to the right and words to the left", () => {
  const rows = [
    { who: "Ada", epsilon: 0.1, error: 12.25, note: null },
    { who: "all friends", epsilon: 10, error: -1, note: "worst" },
  ];
  const bundle = tableBundle(["who", "epsilon", "error", "note"], rows, {
    caption: "Errors",
  });
  assert.equal(
    bundle["text/plain"],
    [
      "Errors",
      "who          epsilon  error  note",
      "Ada              0.1  12.25  –",
      "all friends       10     -1  worst",
    ].join("\n"),
  );
  const sides = (selector: string) =>
    [...documentOf(bundle["text/html"]).querySelectorAll(selector)]
      .map((cell) => /text-align:(\w+)/.exec(cell.getAttribute("style")!)![1]);
  const line = ["left", "right", "right", "left"];
  assert.deepEqual(sides("th"), line);
  assert.deepEqual(sides("td"), [...line, ...line]);
});

Deno.test("tableBundle() knows numbers as lessons write them", () => {
  const isNumeric = (...cells: unknown[]) =>
    tableBundle(["x"], cells.map((x) => ({ x })))["text/html"]
      .includes('<th scope="col" style="text-align:right">');
  const numbers = [
    ...["$1,200", "-$151,405", "52.498%", "× 1.94e+130", "1/11", "50–60k"],
    ...["1e-7", "± 6", "−3", "616236607695112069", 3, 2n, NaN, -Infinity],
  ];
  for (const text of numbers) assert(isNumeric(text, null), String(text));
  assert(isNumeric(...numbers));
  const words = [
    ...["", "a", "2 × $100", "3 friends", "2024-05-06", "ε = 1", "refused"],
    ...[true, null, "e5", "-", "1.2.x."],
  ];
  for (const text of words) assert(!isNumeric(text), String(text));
  assert(!isNumeric(1, 2, "refused"));
  assert(!isNumeric());
});

Deno.test("tableBundle() keeps short cells in one line, and lets long ones go on in the next", () => {
  const cells = (x: string) =>
    tableBundle(["x"], [{ x }, { x: "y" }])["text/html"]
      .split("white-space:nowrap").length - 1;
  assert.equal(cells("ε = 0.25"), 2);
  assert.equal(cells("a sentence of some length"), 0);
  assert.equal(cells("word"), 0);
});

Deno.test("tableBundle() says which columns name their row, and what its columns are", () => {
  const rows = [{ shop: "A", day: 1, sold: 5 }, { shop: "B", day: 2, sold: 6 }];
  const { "text/html": html } = tableBundle(["shop", "day", "sold"], rows, {
    rowNames: 2,
  });
  const row = "th[scope=row]";
  assert.deepEqual(textsOf(html, "thead th[scope=col]").length, 3);
  assert.deepEqual(textsOf(html, row), ["A", "1", "B", "2"]);
  assert.deepEqual(textsOf(html, "td"), ["5", "6"]);
  assert.deepEqual(
    textsOf(tableBundle(["a"], [{ a: 1 }])["text/html"], row),
    [],
  );
});

Deno.test("tableBundle() puts the caption above the table, for all readers", () => {
  const captions = (caption?: string) =>
    textsOf(
      tableBundle(["a"], [{ a: 1 }], { caption })["text/html"],
      ".dp-table > caption",
    );
  assert.deepEqual(captions("Errors"), ["Errors"]);
  assert.deepEqual(captions(), []);
});

Deno.test("tableBundle() shows missing cells as a dash and six digits of a fraction", () => {
  const cells = [
    [null, "–"],
    [undefined, "–"],
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
    [0.1 + 0.2, "0.3"],
    [2 / 3, "0.666667"],
    [123456.789, "123456.79"],
    [9999.98765, "9999.99"],
    [1234567, "1234567"],
    [12n, "12"],
    [false, "false"],
    ["", ""],
  ] as const;
  const rows = cells.map(([cell]) => ({ cell }));
  const { "text/html": html } = tableBundle(["cell"], rows);
  assert.deepEqual(textsOf(html, "td"), cells.map(([, text]) => text));
  const empty = tableBundle(["cell", "constructor"], [{}])["text/html"];
  assert.deepEqual(textsOf(empty, "td"), ["–", "–"]);
});

Deno.test("tableBundle() cuts after 20 rows and says so", () => {
  const rows = Array.from({ length: 1234 }, (_, i) => ({ i }));
  const cut = tableBundle(["i"], rows);
  assert.deepEqual(textsOf(cut["text/html"], "p"), ["20 of 1,234 rows shown"]);
  assert.deepEqual(
    textsOf(cut["text/html"], "td"),
    rows.slice(0, 20).map(({ i }) => String(i)),
  );
  const lines = cut["text/plain"].split("\n");
  assert.equal(lines.length, 22);
  assert.equal(lines.at(-1), "20 of 1,234 rows shown");

  const whole = tableBundle(["i"], rows.slice(0, 20));
  assert.equal(textsOf(whole["text/html"], "td").length, 20);
  assert(!JSON.stringify(whole).includes("shown"));
});

Deno.test("tableBundle() cuts where it is told", () => {
  const rows = [{ i: 1 }, { i: 2 }, { i: 3 }];
  const { "text/plain": text } = tableBundle(["i"], rows, { most: 2 });
  assert.equal(text, "i\n1\n2\n2 of 3 rows shown");
});

Deno.test("tableBundle() takes a table without records", () => {
  const empty = tableBundle(["age", "zip"], []);
  assert.equal(empty["text/plain"], "age  zip\nno rows");
  const none = tableBundle(["age"], [], { none: "nobody" });
  assert.equal(none["text/plain"], "age\nnobody");
  assert.deepEqual(textsOf(none["text/html"], ".dp-note"), ["nobody"]);
  assert.deepEqual(textsOf(empty["text/html"], "th"), ["age", "zip"]);
});
