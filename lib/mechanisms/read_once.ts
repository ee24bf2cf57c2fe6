/**
 * The values as doubles, each read once and checked as it was read: a list can give
 * another value at each reading, and a typed array turns null and texts into numbers.
 */
export function readOnce(
  values: ArrayLike<number>,
  require: (value: number) => void,
): Float64Array {
  const read = new Float64Array(values.length);
  for (let i = 0; i < read.length; i++) {
    const value = values[i]!;
    require(value);
    read[i] = value;
  }
  return read;
}
