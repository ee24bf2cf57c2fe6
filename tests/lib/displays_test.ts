import assert from "node:assert/strict";
import { show } from "lib/display.ts";
import { PrivacyLoss } from "lib/mod.ts";
import { printed } from "./console.ts";
import { documentOf, type Element } from "./dom.ts";
import { HOSTILE, oneOfEach } from "./one_of_each.ts";
import { shown } from "./shown.ts";

const each = Object.entries(await oneOfEach());
const inspected = each.filter(([name]) => name !== "a table");

/** The styles that are written on an element. */
const styleOf = (element: Element) => element.getAttribute("style") ?? "";

/** What JupyterLab 4.6 keeps of a notebook that is not trusted. */
const keptTags = "div table caption thead tbody tr th td span strong br p";
const keptStyles = new Set([
  ..."border border-left border-top caption-side display font-size".split(" "),
  ..."font-weight gap height line-height margin max-width opacity".split(" "),
  ..."padding padding-left table-layout text-align vertical-align".split(" "),
  ..."white-space width".split(" "),
  // It drops this one, without which numbers of some fonts are less even.
  "font-variant-numeric",
]);

for (const [name, value] of each) {
  Deno.test(`${name} shows itself as HTML and as text, both without markup of its own texts`, () => {
    const bundle = shown(value);
    assert.deepEqual(Object.keys(bundle), ["text/html", "text/plain"]);
    const page = documentOf(bundle["text/html"]);
    assert.deepEqual([...page.querySelectorAll("img")], []);
    assert(!bundle["text/html"].includes("<img"));
    const plain = bundle["text/plain"];
    assert.equal(plain.trimEnd(), plain);
    assert(!plain.includes("undefined") && !plain.includes("[object"));
    if (plain.includes(HOSTILE)) {
      const [body] = page.querySelectorAll("body");
      assert(body!.textContent.includes(HOSTILE));
    }
  });

  Deno.test(`${name} is a table with headers, for readers who cannot see it`, () => {
    const page = documentOf(shown(value)["text/html"]);
    assert([...page.querySelectorAll("table")].length > 0);
    for (const header of page.querySelectorAll("th")) {
      assert.match(header.getAttribute("scope") ?? "", /^(row|col)$/);
      assert(header.textContent !== "");
    }
    for (const facts of page.querySelectorAll(".dp-facts")) {
      const [caption] = facts.querySelectorAll("caption");
      const [lead] = caption!.querySelectorAll(".dp-lead");
      assert(lead!.textContent !== "");
      assert([...facts.querySelectorAll("tr")].length > 0);
    }
  });

  Deno.test(`${name} says in words what its bars draw`, () => {
    const page = documentOf(shown(value)["text/html"]);
    for (const cell of page.querySelectorAll("td")) {
      const bars = [...cell.querySelectorAll(".dp-bar")];
      if (bars.length > 0) assert.match(cell.textContent, /^[εδρ] = .*\d%$/);
    }
  });

  Deno.test(`${name} has no color but that of the page, and no style that a notebook loses that is not trusted`, () => {
    const page = documentOf(shown(value)["text/html"]);
    for (const element of page.querySelectorAll("body *")) {
      const tag = element.tagName.toLowerCase();
      assert(keptTags.split(" ").includes(tag), tag);
      const style = styleOf(element);
      for (const part of style.split(";").filter(Boolean)) {
        assert(keptStyles.has(part.split(":")[0]!), part);
      }
      // A gray that is half transparent is seen on black as on white.
      const colors = style.replaceAll("rgba(128,128,128,0.5)", "");
      assert.doesNotMatch(colors, /#|rgb|hsl|color|background/);
    }
  });
}

for (const [name, value] of inspected) {
  Deno.test(`${name} is on the console what it is as text`, async () => {
    const text = shown(value)["text/plain"];
    const isLoss = PrivacyLoss.isPrivacyLoss(value);
    // A loss stands inside of other things, and stays short.
    assert.equal(Deno.inspect(value), isLoss ? `${value}` : text);
    assert.deepEqual(await printed(() => show(value as never)), [text]);
  });
}
