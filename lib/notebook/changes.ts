/** From a place on, how many pieces go, and what comes instead. */
export type Change = readonly [at: number, count: number, ...texts: string[]];

/**
 * What to change in a text cut into pieces to make another of it, the last
 * change first: `changed` of slider.js then needs no arithmetic.
 */
export function changesBetween(
  from: readonly string[],
  to: readonly string[],
): Change[] {
  const changes: Change[] = [];
  const end = [from.length, to.length] as const;
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...keptPlaces(from, to), end]) {
    if (i < nextI || j < nextJ) {
      changes.unshift([i, nextI - i, ...to.slice(j, nextJ)]);
    }
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return changes;
}

/** Where pieces stay, in `from` and in `to`. */
function keptPlaces(
  from: readonly string[],
  to: readonly string[],
): (readonly [number, number])[] {
  // Two pictures of the same structure, which most are.
  if (from.length === to.length) {
    return from.flatMap((piece, i) => piece === to[i] ? [[i, i] as const] : []);
  }
  return longestCommon(from, to);
}

/** The places of a longest common subsequence. */
function longestCommon(
  from: readonly string[],
  to: readonly string[],
): (readonly [number, number])[] {
  const width = to.length + 1;
  // For each pair of places, how much both have in common from there on.
  const common = new Uint32Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const at = i * width + j;
      common[at] = from[i] === to[j]
        ? common[at + width + 1]! + 1
        : Math.max(common[at + width]!, common[at + 1]!);
    }
  }
  const places: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < from.length && j < to.length) {
    const at = i * width + j;
    if (from[i] === to[j]) places.push([i++, j++]);
    else if (common[at + width]! >= common[at + 1]!) i++;
    else j++;
  }
  return places;
}
