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

Deno.test("tableBundle() aligns its text to the right", () => {
  const rows = [{ epsilon: 0.1, error: 12.25 }, { epsilon: 10, error: -1 }];
  const { "text/plain": text } = tableBundle(["epsilon", "error"], rows, {
    caption: "Errors",
  });
  assert.equal(
    text,
    [
      "Errors",
      "epsilon  error",
      "    0.1  12.25",
      "     10     -1",
    ].join("\n"),
  );
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
  assert.deepEqual(textsOf(empty["text/html"], "th"), ["age", "zip"]);
});
