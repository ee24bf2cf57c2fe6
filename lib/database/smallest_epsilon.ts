const DIGITS = 900;
const LOWEST = -11;
const DECADES = 18;

/**
 * The smallest ε of three digits, from 1e-9 to 1e9, that is enough; everything
 * above it has to be enough as well.
 *
 * @throws {RangeError} if none is
 */
export function smallestEpsilon(
  isEnough: (epsilon: number) => boolean,
): number {
  // All numbers of three digits in their order: 1.00e-9, 1.01e-9, …
  const nth = (i: number) =>
    Number(`${100 + i % DIGITS}e${LOWEST + Math.floor(i / DIGITS)}`);
  let [low, high] = [-1, DECADES * DIGITS];
  if (!isEnough(nth(high))) {
    throw new RangeError(
      "Cannot find epsilon: the accuracy must be one that some epsilon up to 1e9 achieves",
    );
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(nth(middle))) high = middle;
    else low = middle;
  }
  return nth(high);
}
