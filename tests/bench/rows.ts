/** Every row of the benchmark. */

import type { PeerProcess } from "../../tools/bench/peer_process.ts";
import type { Row } from "../../tools/bench/row.ts";
import { bulkRows, sourceRow } from "./bulk.ts";
import { loadingRow } from "./loading.ts";
import { queryRows } from "./queries.ts";
import { singleRows } from "./single.ts";
import { textbookRows } from "./textbook.ts";

export function rows(python: PeerProcess): Row[] {
  return [
    ...bulkRows(python),
    ...singleRows(python),
    ...textbookRows(python),
    ...queryRows(python),
    loadingRow(),
    // Last: what has served two kinds of source is compiled for both.
    sourceRow(),
  ];
}
