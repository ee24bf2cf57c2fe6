import assert from "node:assert/strict";
import { type Card, cardBundle } from "lib/card.ts";
import { tableBundle } from "lib/html_table.ts";
import { documentOf } from "./dom.ts";

const card: Card = {
  title: "Budget",
  lead: "ε = 0.4",
  detail: "left of ε = 1",
  warning: "Warning: hardly any is left",
  facts: [
    { name: "spent", value: "60%", shares: [0.3, 0.3] },
    { name: "protects", value: "one row", help: "and no more" },
  ],
  table: tableBundle(["for", "loss"], [{ for: "age", loss: 1 }]),
};

/** The texts of a card's HTML, as a browser would read them. */
function textsOf(card: Card, selector: string): string[] {
  const page = documentOf(cardBundle(card)["text/html"]);
  return [...page.querySelectorAll(selector)].map((x) => x.textContent);
}

Deno.test("cardBundle() aligns its text, and indents all but the first line", () => {
  assert.equal(
    cardBundle(card)["text/plain"],
    [
      "Budget: ε = 0.4 left of ε = 1",
      "  Warning: hardly any is left",
      "  spent     ██████░░░░ 60%",
      "  protects  one row",
      "  for  loss",
      "  age     1",
    ].join("\n"),
  );
  const { title, lead } = card;
  assert.equal(
    cardBundle({ title, lead, facts: [] })["text/plain"],
    "Budget: ε = 0.4",
  );
});

Deno.test("cardBundle() names its facts, and itself in the caption", () => {
  assert.deepEqual(textsOf(card, ".dp-card > .dp-facts > caption > div"), [
    "Budget",
    "ε = 0.4 left of ε = 1",
    "Warning: hardly any is left",
  ]);
  assert.deepEqual(textsOf(card, ".dp-facts th[scope=row]"), [
    "spent",
    "protects",
  ]);
  assert.deepEqual(textsOf(card, ".dp-facts td"), [
    "60%",
    "one rowand no more",
  ]);
  assert.deepEqual(textsOf(card, ".dp-lead"), ["ε = 0.4"]);
  assert.deepEqual(textsOf(card, ".dp-help"), ["and no more"]);
  assert.deepEqual(textsOf(card, ".dp-card > .dp-table td"), ["age", "1"]);
});

Deno.test("cardBundle() leaves out what there is not", () => {
  const bare = { title: "Loss", lead: "ε = 1", facts: card.facts.slice(1, 2) };
  const optional = [".dp-detail", ".dp-warning", ".dp-bar", ".dp-table"];
  for (const selector of optional) {
    assert.equal(textsOf(card, selector).length, 1, selector);
    assert.equal(textsOf(bare, selector).length, 0, selector);
    assert.equal(textsOf({ ...bare, detail: "" }, selector).length, 0);
  }
});

Deno.test("cardBundle() escapes every text", () => {
  const text = `<b>"a" & 'b'</b>`;
  const { "text/html": html, "text/plain": plain } = cardBundle({
    title: text,
    lead: text,
    detail: text,
    warning: text,
    facts: [{ name: text, value: text, help: text }],
  });
  assert(!html.includes("<b>"));
  assert.equal(html.split("&lt;b&gt;&quot;a&quot; &amp; &#39;b").length, 8);
  assert.equal(plain.split(text).length, 7);
});

Deno.test("cardBundle() draws a bar of what is spent: empty only for nothing, full only for all", () => {
  const bars: [readonly number[], string, string[]][] = [
    [[], "░░░░░░░░░░", []],
    [[0.001], "█░░░░░░░░░", ["0.1%"]],
    [[0.25], "███░░░░░░░", ["25%"]],
    [[1 / 3, 1 / 3], "███████░░░", ["33.33%", "33.33%"]],
    [[0.999], "█████████░", ["99.9%"]],
    [Array(10).fill(0.1), "██████████", Array(10).fill("10%")],
    [[1], "██████████", ["100%"]],
  ];
  for (const [shares, text, widths] of bars) {
    const facts = [{ name: "spent", value: "some", shares }];
    const bundle = cardBundle({ title: "Budget", lead: "1", facts });
    assert.equal(
      bundle["text/plain"].split("\n")[1],
      `  spent  ${text} some`,
    );
    const blocks = documentOf(bundle["text/html"])
      .querySelectorAll(".dp-bar > div");
    const drawn = [...blocks].map((block) => block.getAttribute("style"));
    assert.deepEqual(
      drawn,
      widths.map((width) => `width:${width};border-top:0.7em solid`),
    );
  }
});
