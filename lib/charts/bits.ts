import { requireInteger, requireKnown, requireWithin } from "../checks.ts";
import type { DiscreteMechanism } from "../mechanisms/mechanism.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

const SHADES = ["#0072b2", "#4a9cc9", "#86bfdf", "#b5d8ec", "#d6e9f8"];

/**
 * How the first bits of a uniform number decide the size of discrete noise: the
 * cells that lie inside one size, and those that a border crosses, where more
 * bits are needed.
 *
 * @param mechanism whose probabilities decide where the borders lie
 * @param options.bits how many bits to look at, from 1 to 12
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval
 *
 * @example The title says the finding
 * ```ts
 * import { bitsChart } from "lib/charts/bits.ts";
 * import { discreteLaplace } from "lib/mechanisms/discrete_laplace.ts";
 * import assert from "node:assert/strict";
 *
 * const mechanism = discreteLaplace({ sensitivity: 1, epsilon: 1 });
 * const { ariaLabel } = bitsChart(mechanism, { bits: 5 });
 * assert.equal(
 *   ariaLabel,
 *   "5 bits decide 28 of 32 cells; 4 ask for more",
 * );
 * ```
 */
export function bitsChart(
  mechanism: DiscreteMechanism,
  options: { bits: number },
): Chart {
  const action = "draw the bits";
  requireKnown(action, options, ["bits"]);
  const { bits } = options;
  requireInteger(action, "bits", bits, 1);
  requireWithin(action, "bits", bits, [1, 12]);
  const cells = 2 ** bits;
  const survival = (size: number) => {
    let below = mechanism.probability(0);
    for (let k = 1; k < size; k++) below += 2 * mechanism.probability(k);
    return size === 0 ? 1 : 1 - below;
  };
  const borders = Array.from({ length: 40 }, (_, size) => survival(size));
  const rows = Array.from({ length: cells }, (_, i) => {
    const inside = borders.filter((border) =>
      border > i / cells && border < (i + 1) / cells
    ).length;
    const size = borders.filter((border) => border >= (i + 1) / cells).length -
      1;
    return { from: i / cells, to: (i + 1) / cells, size, isTie: inside > 0 };
  });
  const ties = rows.filter(({ isTie }) => isTie).length;
  const shown = borders.map((border, size) => ({
    size,
    middle: (border + (borders[size + 1] ?? 0)) / 2,
    width: border - (borders[size + 1] ?? 0),
  })).filter(({ width }) => width > 0.03);
  return chart({
    title: `${bits} bits decide ${
      cells - ties
    } of ${cells} cells; ${ties} ask for more`,
    subtitle:
      `A uniform number, left to right; its place gives the size of the noise (scale ${mechanism.scale})`,
    description:
      `The interval from 0 to 1 cut into ${cells} cells of equal length. ${
        cells - ties
      } lie inside the stretch of one size of the noise and are decided by ${bits} bits; ${ties} are crossed by a border and need more bits. ` +
      shown.map(({ size, width }) => `Size ${size}: ${width.toFixed(3)}`)
        .join("; ") +
      ".",
    legend: [
      { label: "decided", color: SHADES[1]! },
      { label: "a border: more bits", color: palette.orange },
    ],
    height: 200,
    marginLeft: 24,
    x: {
      domain: [0, 1],
      label: "uniform number →",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { axis: null, domain: [0, 1.5] },
    marks: [
      Plot.rect(rows, {
        x1: "from",
        x2: "to",
        y1: 0,
        y2: 1,
        stroke: "white",
        strokeWidth: 0.5,
        fill: ({ size, isTie }: { size: number; isTie: boolean }) =>
          isTie ? palette.orange : SHADES[size % SHADES.length],
      }),
      Plot.text(shown, {
        x: "middle",
        y: 1.2,
        text: ({ size }: { size: number }) => `size ${size}`,
      }),
    ],
  });
}
