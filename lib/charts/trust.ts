import {
  requireFiniteSecret,
  requireKnown,
  requireList,
  requirePositive,
  requireRows,
} from "../checks.ts";
import { type Chart, chart, palette, Plot } from "./plot.ts";

const PER_ROW = 20;
const STEP = 11;
const WIDTH = 760;
const TOP = 104;
const LANE = 196;
/** Where the three columns begin. */
const COLUMNS = [24, 272, 540] as const;

/**
 * Local against central privacy in one picture: the answers that people have,
 * the answers that a collector holds, and the number that is published, with a
 * line where the noise comes in.
 *
 * @param options.truths what each person would answer, true for yes
 * @param options.reports what each person reports under local privacy
 * @param options.local share of yes estimated from the reports; with few people it may be below 0 or above 1
 * @param options.central share of yes released by a curator who holds the truths
 * @param options.epsilon the privacy loss of either
 * @throws {RangeError | TypeError} if an option is unknown or outside its interval,
 * there is nobody, or not one report for each person
 *
 * @example The title says the finding
 * ```ts
 * import { trustChart } from "lib/charts/trust.ts";
 * import assert from "node:assert/strict";
 *
 * const { ariaDescription } = trustChart({
 *   truths: [true, false, false, false],
 *   reports: [true, true, false, false],
 *   local: 0.5,
 *   central: 0.31,
 *   epsilon: 1,
 * });
 * assert.match(ariaDescription, /1 of 4 reports differ from the truth/);
 * ```
 */
export function trustChart(
  options: {
    truths: readonly boolean[];
    reports: readonly boolean[];
    local: number;
    central: number;
    epsilon: number;
  },
): Chart {
  const action = "draw local and central privacy";
  requireKnown(action, options, [
    "truths",
    "reports",
    "local",
    "central",
    "epsilon",
  ]);
  const { truths, reports, local, central, epsilon } = options;
  requireList(action, "truths", truths);
  requireList(action, "reports", reports);
  requireFiniteSecret(action, "local", local);
  requireFiniteSecret(action, "central", central);
  requirePositive(action, "epsilon", epsilon);
  requireRows(action, truths);
  if (reports.length !== truths.length) {
    throw new RangeError(
      `Cannot ${action}: there must be a report for each of ${truths.length} people, but there are ${reports.length}`,
    );
  }
  const people = truths.length;
  const rows = Math.ceil(people / PER_ROW);
  const lane = Math.max(LANE, rows * STEP + 86);
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
  const actual = truths.filter(Boolean).length / people;
  const changed = reports.filter((report, i) => report !== truths[i]).length;
  const lanes = [
    {
      name: "Local, as in Apple's and Chrome's telemetry",
      held: reports,
      caption: "what a company collects",
      published: local,
      noiseAt: COLUMNS[1],
    },
    {
      name: "Central (or global), as in the 2020 census",
      held: truths,
      caption: "what a trusted curator holds",
      published: central,
      noiseAt: COLUMNS[2],
    },
  ].map((entry, i) => ({ ...entry, top: TOP + i * lane }));
  const dots = lanes.flatMap(({ held, top }) =>
    [truths, held].flatMap((answers, column) =>
      answers.map((yes, i) => ({
        x: COLUMNS[column]! + (i % PER_ROW) * STEP + STEP / 2,
        y: top + 50 + Math.floor(i / PER_ROW) * STEP + STEP / 2,
        yes,
      }))
    )
  );
  const height = TOP + 2 * lane;
  const text = (
    entries: readonly { x: number; y: number; text: string }[],
    more: Plot.TextOptions = {},
  ) =>
    Plot.text(entries, {
      x: "x",
      y: "y",
      text: "text",
      textAnchor: "start",
      fill: palette.ink,
      ...more,
    });
  const middle = (top: number) => top + 50 + rows * STEP / 2;
  return chart({
    title: "Local: the data are changed. Central: the answer is changed.",
    subtitle: `${people} people at ε = ${epsilon}; ${
      percent(actual)
    } of them have a yes`,
    description:
      `Two rows of three steps: what people have, what somebody else holds, what is published. ` +
      `Local: noise comes in before anything is collected; ${changed} of ${people} reports differ from the truth, and the estimated share of yes is ${
        percent(local)
      }. Central: a curator holds every true answer, noise comes in before the publication, and the released share is ${
        percent(central)
      }. The true share is ${percent(actual)}.`,
    legend: [
      { label: "yes", color: palette.blue, symbol: "circle" },
      { label: "no", color: "#d9d9d9", symbol: "circle" },
      { label: "here noise is added", color: palette.orange, symbol: "dash" },
    ],
    width: WIDTH,
    height,
    marginLeft: 0,
    marginRight: 0,
    marginBottom: 0,
    x: { axis: null, domain: [0, WIDTH], range: [0, WIDTH] },
    y: { axis: null, domain: [0, height], range: [0, height] },
    marks: [
      Plot.dot(dots, {
        x: "x",
        y: "y",
        r: 4,
        fill: (dot: { yes: boolean }) => dot.yes ? palette.blue : "#d9d9d9",
      }),
      Plot.ruleX(lanes, {
        x: ({ noiseAt }: { noiseAt: number }) => noiseAt - 14,
        y1: ({ top }: { top: number }) => top + 28,
        y2: ({ top }: { top: number }) => top + 60 + rows * STEP,
        stroke: palette.orange,
        strokeWidth: 3,
        strokeDasharray: "7 5",
      }),
      text(
        lanes.map(({ name, top }) => ({
          x: COLUMNS[0],
          y: top + 8,
          text: name,
        })),
        { fontWeight: 600, fontSize: 15 },
      ),
      text(
        lanes.flatMap(({ caption, top }) =>
          ["what people have", caption, "what is published"].map((text, i) => ({
            x: COLUMNS[i]!,
            y: top + 35,
            text,
          }))
        ),
        { fill: palette.muted },
      ),
      text(
        lanes.map(({ published, top }) => ({
          x: COLUMNS[2],
          y: middle(top) - 8,
          text: percent(published),
        })),
        { fontSize: 30, fontWeight: 600 },
      ),
      text(
        lanes.map(({ published, top }) => ({
          x: COLUMNS[2],
          y: middle(top) + 20,
          text: `off by ${percent(Math.abs(published - actual))}`,
        })),
        { fill: palette.muted },
      ),
      text(
        lanes.slice(0, 1).map(({ top }) => ({
          x: COLUMNS[1],
          y: top + 66 + rows * STEP,
          text: `${changed} of ${people} reports are not true`,
        })),
        { fill: palette.muted },
      ),
    ],
  });
}
