/** The versions of Python that will do for an environment. */

/** Minor versions of Python 3, both ends included. */
export interface Versions {
  oldest: number;
  newest?: number;
}

export function inWords({ oldest, newest }: Versions): string {
  return newest === undefined
    ? `Python 3.${oldest} or newer`
    : `Python 3.${oldest} to 3.${newest}`;
}

/** Whether a version, such as "3.11", is among them. */
export function isFit(
  version: string,
  { oldest, newest = Infinity }: Versions,
): boolean {
  const [major, minor = 0] = version.split(".").map(Number);
  return major === 3 && minor >= oldest && minor <= newest;
}
