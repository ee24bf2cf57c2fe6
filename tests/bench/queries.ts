/** Questions to a table of ten million rows, beside the same in numpy, OpenDP and diffprivlib. */

import { DifferentiallyPrivateDatabase } from "lib/database/database.ts";
import type { Schema } from "lib/schema.ts";
import { processorTimeUntil } from "../../tools/bench/clock.ts";
import type { PeerProcess } from "../../tools/bench/peer_process.ts";
import type { Contender, Expected, Peer, Row } from "../../tools/bench/row.ts";

const ROWS = 10_000_000;
const PERSONS = 2_000_000;
const CALLS = 10;

const schema: Schema = {
  columns: {
    value: { type: "integer", min: 0, max: 500, description: "0 to 999" },
    group: { type: "integer", min: 0, max: 9, description: "0 to 9" },
  },
};
const privacyUnit = { column: "person", maxRows: 5 };

type Ask = (
  database: DifferentiallyPrivateDatabase,
  call: number,
) => Promise<number>;

export function queryRows(python: PeerProcess): Row[] {
  const count = { value: truth().count, tolerance: 100 };
  const sum = { value: truth().sum, tolerance: 100_000 };
  const bounded = { value: truth().bounded, tolerance: 500_000 };
  const first = { value: truth().groups, tolerance: 100_000 };
  const numpy = (work: string, expected: Expected, target?: number) =>
    peer(python, "numpy, no noise", work, expected, target);
  return [
    {
      name: "query, 10 M rows: count in a range",
      ours: ours(openRows, count, async (database) => {
        const where = { value: { min: 100, max: 300 } };
        return (await database.count({ where, epsilon: 1 })).value;
      }),
      peers: [numpy("numpy_count", count, 1)],
    },
    {
      name: "query, 10 M rows: sum of clamped integers",
      ours: ours(
        openRows,
        sum,
        async (database) => (await database.sum("value", { epsilon: 1 })).value,
      ),
      peers: [
        numpy("numpy_sum", sum, 1),
        peer(python, "OpenDP", "opendp_sum", sum, 2),
        peer(python, "diffprivlib", "diffprivlib_sum", sum, 5),
      ],
    },
    {
      name: "query, 10 M rows: the same, clamped anew for each",
      ours: ours(openRows, sum, async (database, call) => {
        // Bounds that were never asked for, and the same sum.
        const bounds = { min: -1 - call };
        return (await database.sum("value", { bounds, epsilon: 1 })).value;
      }),
      peers: [
        numpy("numpy_sum", sum),
        peer(python, "OpenDP", "opendp_sum", sum),
        peer(python, "diffprivlib", "diffprivlib_sum", sum),
      ],
    },
    {
      name: "query, 10 M rows: sum by ten groups",
      ours: ours(openRows, first, async (database) => {
        const sums = await database.groupBy("group").sum("value", {
          epsilon: 1,
        });
        return sums.cells[0]!.release.value;
      }),
      peers: [numpy("numpy_group_sums", first)],
    },
    {
      name: "query, 10 M rows: sum of 5 rows a person",
      ours: ours(
        openPersons,
        bounded,
        async (database) => (await database.sum("value", { epsilon: 1 })).value,
      ),
      peers: [numpy("numpy_bounded_sum", bounded)],
    },
  ];
}

function ours(
  open: () => DifferentiallyPrivateDatabase,
  expected: Expected,
  ask: Ask,
): Contender {
  let asked = 0;
  return {
    name: "ours",
    async run() {
      const database = open();
      let seen = NaN;
      const seconds = await processorTimeUntil(async () => {
        for (let i = 0; i < CALLS; i++) seen = await ask(database, asked++);
      });
      return { seconds, items: CALLS * ROWS, seen };
    },
    expected,
  };
}

function peer(
  python: PeerProcess,
  name: string,
  work: string,
  expected: Expected,
  target?: number,
): Peer {
  const options = { size: ROWS, calls: 2 };
  return {
    name,
    target,
    run: () => python.run({ peer: work, options }),
    expected,
  };
}

// Made at first use, and kept: nobody pays for the columns of rows not run.

const once = <T>(make: () => T): () => T => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** The same numbers as in `peers.py`: mixed so that no branch can foresee them. */
const mixed = (i: number, salt: number) =>
  (Math.imul(i + salt, 0x9e3779b1) >>> 0) / 256 | 0;

const columns = once(() => ({
  value: Int32Array.from({ length: ROWS }, (_, i) => mixed(i, 0) % 1000),
  group: Int32Array.from({ length: ROWS }, (_, i) => mixed(i, 7) % 10),
  person: Int32Array.from({ length: ROWS }, (_, i) => mixed(i, 3) % PERSONS),
}));

const openRows = once(() => {
  const { value, group } = columns();
  const budget = { epsilonBudget: 1_000_000, schema };
  return new DifferentiallyPrivateDatabase({ value, group }, budget);
});

const openPersons = once(() =>
  new DifferentiallyPrivateDatabase(columns(), {
    epsilonBudget: 1_000_000,
    schema,
    privacyUnit,
  })
);

const truth = once(() => {
  const { value, group, person } = columns();
  const taken = new Uint8Array(PERSONS);
  const totals = { count: 0, sum: 0, groups: 0, bounded: 0 };
  value.forEach((x, i) => {
    const clamped = Math.min(x, 500);
    if (x >= 100 && x <= 300) totals.count++;
    totals.sum += clamped;
    if (group[i] === 0) totals.groups += clamped;
    if (taken[person[i]!]!++ < 5) totals.bounded += clamped;
  });
  return totals;
});
