// The part of `explore` that runs in the reader's page, whatever shows the
// notebook. The source of both functions is put into the output as it stands
// here, so they use no name from outside.

/**
 * The pieces of a text after changes, the last of them first: each has a place,
 * how many pieces go there, and what comes instead.
 *
 * @param {readonly string[]} pieces
 * @param {readonly (readonly [at: number, count: number, ...texts: string[]])[]} changes
 */
export function changed(pieces, changes) {
  const result = [...pieces];
  for (const [at, count, ...texts] of changes) {
    result.splice(at, count, ...texts);
  }
  return result;
}

/** Puts a slider under the picture in whose figure the script stands. */
export function addSlider(script, { label, width, start }, states) {
  // VS Code runs a copy of the script, at the end of the output.
  const figure = script?.closest("figure") ??
    script?.parentElement?.querySelector("figure");
  const picture = figure?.querySelector("img");
  if (!picture || figure.querySelector("input")) return;

  const bytes = atob(picture.src.split(",")[1]);
  const svg = new TextDecoder().decode(
    Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)),
  );
  const pieces = svg.split('"');

  const make = (name, style, ...content) => {
    const element = document.createElement(name);
    element.style.cssText = style;
    element.append(...content);
    return element;
  };
  const row = "display: flex; align-items: center; gap: 0.75em;";
  const input = make("input", "flex: 1; min-width: 0; height: 2em;");
  input.type = "range";
  input.max = states.length - 1;
  input.value = start;
  // A page that is loaded again begins where its picture does.
  input.autocomplete = "off";
  // JupyterLab would move from cell to cell with the keys that move the slider.
  input.setAttribute("data-lm-suppress-shortcuts", "true");
  const longest = Math.max(...states.map(({ value }) => value.length));
  const output = make("output", `min-width: ${longest}ch;`);
  // The slider speaks for itself; what is read out besides is the finding.
  output.setAttribute("aria-live", "off");
  const finding = make(
    "span",
    "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);",
  );
  finding.setAttribute("aria-live", "polite");
  // Where a small screen scrolls along a picture the slider stays in sight.
  const controls = make(
    "div",
    `${row} position: sticky; left: 0; margin-top: 0.5em; max-width: ${width}px;`,
    make("label", `${row} flex: 1;`, label, input),
    output,
    finding,
  );

  const say = () => {
    const { value } = states[input.value];
    output.textContent = value;
    input.setAttribute("aria-valuetext", `${label} = ${value}`);
  };
  let resting;
  input.addEventListener("input", () => {
    say();
    const { title, description, changes } = states[input.value];
    const drawn = changed(pieces, changes).join('"');
    picture.src = `data:image/svg+xml,${encodeURIComponent(drawn)}`;
    picture.alt = description;
    // Not while the hand moves on.
    clearTimeout(resting);
    resting = setTimeout(() => finding.textContent = title, 300);
  });
  say();
  picture.after(controls);
}
