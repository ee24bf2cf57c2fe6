import {
  deepStrictEqual,
  match,
  ok,
  strictEqual,
  throws,
} from "node:assert/strict";
import { places } from "../../tools/setup/places.ts";
import { Problem } from "../../tools/setup/problem.ts";
import { type Course, readCourse } from "../../tools/site/course.ts";
import { lessonPage } from "../../tools/site/lesson_page.ts";
import { Links } from "../../tools/site/links.ts";
import { PageMarkdown } from "../../tools/site/markdown.ts";
import { outputHtml } from "../../tools/site/outputs.ts";

const course = await readCourse(places.root);

function render(source: string, folder = "notebooks"): string {
  return new PageMarkdown(new Links(course, folder)).render(source);
}

function isRefused(source: string, reason: RegExp): void {
  throws(() => render(source), (error) => {
    ok(error instanceof Problem);
    match(error.message, reason);
    return true;
  });
}

function display(data: Record<string, string>): string {
  return outputHtml({ output_type: "display_data", data, metadata: {} });
}

/** What KaTeX keeps of the formulas in some HTML. */
const formulasIn = (html: string) =>
  [...html.matchAll(/<annotation[^>]*>([^<]*)</g)].map(([, tex]) => tex);

Deno.test("Markdown reads nothing into a formula", () => {
  deepStrictEqual(
    formulasIn(render("$a_1$ and *all of* $b_1 * c$, $x'$ and [$d$](#d)")),
    ["a_1", "b_1 * c", "x&#x27;", "d"],
  );
  deepStrictEqual(formulasIn(render("> so\n>\n> $$a \\le\\; b$$")), [
    "a \\le\\; b",
  ]);
  strictEqual(render("$a_1$ and $b_1$").includes("<em>"), false);
  match(render("$$a$$"), /katex-display/);
  ok(!render("$a$").includes("katex-display"));
});

Deno.test("no line ends between a formula and the sign that belongs to it", () => {
  const together = (source: string) =>
    [
      ...render(source).matchAll(
        /<span class="together">(.*?)<span class="katex">.*?<\/math>.*?(?:<\/span>)+([^<]*)<\/span>/g,
      ),
    ].map(([, left, right]) => [left, right]);
  deepStrictEqual(together("a ($b$), δ = $c$. And $d$ so"), [
    ["(", "),"],
    ["δ = ", "."],
    ["", ""],
  ]);
  deepStrictEqual(together(`$${"a + ".repeat(10)} a$.`), []);
});

Deno.test("an amount of dollars and code are no formulas", () => {
  strictEqual(render("It costs $300."), "<p>It costs $300.</p>\n");
  strictEqual(render("From $5 to $10"), "<p>From $5 to $10</p>\n");
  strictEqual(render("`$a$`"), "<p><code>$a$</code></p>\n");
});

Deno.test("a formula that cannot be typeset is refused, and half a formula is", () => {
  isRefused("$\\nosuchthing$", /^Cannot typeset the formula .*nosuchthing/);
  isRefused("$a", /^Cannot read the formulas: each \$ must have its partner/);
  isRefused("$a\n\n- b$", /^Cannot read the formulas/);
});

Deno.test("a link to a notebook leads to its page, one to a heading to that heading", () => {
  const link = (href: string) =>
    /href="([^"]*)"/.exec(render(`[x](${href})`))?.[1];
  strictEqual(link("02_medical_records.ipynb"), "02_medical_records.html");
  strictEqual(
    link("02_medical_records.ipynb#A-budget-that-holds"),
    "02_medical_records.html#a-budget-that-holds",
  );
  strictEqual(link("#The-table"), "#the-table");
  strictEqual(link("https://deno.com"), "https://deno.com");
});

Deno.test("a file that is not on the site is named and not linked, one that is nowhere is refused", () => {
  strictEqual(
    render("[the *lib*](../lib/mod.ts)"),
    "<p>the <em>lib</em></p>\n",
  );
  strictEqual(render("[it](README.md)", "."), "<p>it</p>\n");
  isRefused("[x](08_nothing.ipynb)", /^Cannot link to 08_nothing\.ipynb: /);
  isRefused("[x](../../outside.md)", /^Cannot link to /);
});

Deno.test("headings get ids of their own, and a line does not end within ε = 1", () => {
  const markdown = new PageMarkdown(new Links(course, "."));
  const html = markdown.render("## Is ε = 1 *small*?\n\n## Is ε = 1 small?");
  deepStrictEqual(markdown.headings.map(({ id }) => id), [
    "is-ε-1-small",
    "is-ε-1-small-2",
  ]);
  match(
    html,
    /<h2 id="is-ε-1-small">Is ε\u00a0=\u00a01 <em>small<\/em>\?<\/h2>/,
  );
});

Deno.test("a folded solution keeps its code and its text", () => {
  const html = render(
    "<details><summary>Solution</summary>\n\n```ts\nconst x = 1;\n```\n\nSo $x$.\n</details>",
  );
  match(html, /^<details><summary>Solution<\/summary>\n<pre.*>const</);
  match(html, /<p>So <span .*\n<\/details>\s*$/);
});

Deno.test("what an output displays is shown as it is, script included", () => {
  const figure =
    `<figure><img alt="a &amp; b" src="data:,"><table></table><script>if (1 < 2 && '"') {}</script></figure>`;
  ok(display({ "text/html": figure, "text/plain": "a" }).includes(figure));
  match(display({ "text/plain": "1 < 2" }), /<pre[^>]*>1 &lt; 2<\/pre>/);
  strictEqual(display({ "text/plain": "" }), "");
  throws(
    () => display({ "image/png": "" }),
    /^Problem: Cannot show an output: .* but has image\/png$/,
  );
});

Deno.test("printed columns stay columns", () => {
  const printed = (text: string) =>
    outputHtml({ output_type: "stream", name: "stdout", text });
  match(printed("a   1\nbb  2\n"), /<pre class="output stdout aligned scroll"/);
  match(printed("one\n  two\n"), /<pre class="output stdout scroll"/);
});

Deno.test("a lesson is called as the README calls it", () => {
  const [lesson] = course.lessons;
  const renamed: Course = {
    ...course,
    lessons: [{ ...lesson!, title: "Something else" }],
  };
  throws(() => lessonPage(renamed, 0), /must be the title in README\.md/);
});

Deno.test("a notebook that the README does not list is a problem", async () => {
  const root = Deno.makeTempDirSync({ prefix: "course-" });
  try {
    Deno.mkdirSync(`${root}/notebooks`);
    Deno.writeTextFileSync(`${root}/README.md`, "# Course\n");
    Deno.writeTextFileSync(`${root}/notebooks/01_one.ipynb`, "{}");
    const { message } = await readCourse(root).then(
      () => new Error("none"),
      (error) => error,
    );
    match(message, /the lessons in README\.md must be those in notebooks\//);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});
