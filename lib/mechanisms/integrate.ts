const PANELS = 400;
const NODES = [-0.9061798459386640, -0.5384693101056831, 0] as const;
const WEIGHTS = [0.2369268850561891, 0.4786286704993665, 0.5688888888888889];

/**
 * The integral of a smooth function, piece by piece between the points, by
 * five-point Gauss–Legendre quadrature on many panels.
 *
 * @param points at least two, ascending; a kink of the function is one of them
 * @param panels how many in each piece
 */
export function integrate(
  points: readonly number[],
  f: (x: number) => number,
  panels = PANELS,
): number {
  let sum = 0;
  for (let piece = 1; piece < points.length; piece++) {
    const start = points[piece - 1]!;
    const half = (points[piece]! - start) / (2 * panels);
    for (let panel = 0; panel < panels; panel++) {
      const middle = start + (2 * panel + 1) * half;
      NODES.forEach((node, i) => {
        const values = node === 0
          ? f(middle)
          : f(middle + node * half) + f(middle - node * half);
        sum += half * WEIGHTS[i]! * values;
      });
    }
  }
  return sum;
}
