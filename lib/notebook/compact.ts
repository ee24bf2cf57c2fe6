const geometry =
  /( (?:d|points|transform|x|y|x1|x2|y1|y2|cx|cy|r|width|height)=")([^"]*)/g;
const fraction = /-?\d*\.\d+(?:e[+-]?\d+)?/gi;
const identifier = /\bplot-clip-\d+\b/g;

/**
 * A picture with coordinates rounded to a tenth of a pixel, which nobody sees,
 * and with identifiers that count from 1: Plot counts on from picture to picture.
 */
export function compact(svg: string): string {
  const names = [...new Set(svg.match(identifier))];
  return svg
    .replace(
      geometry,
      (_, name: string, value: string) =>
        name +
        value.replace(fraction, (x) => String(Math.round(10 * Number(x)) / 10)),
    )
    .replace(identifier, (name) => `clip-${names.indexOf(name) + 1}`);
}
