/** Everything that `act` prints with console.log, a line each. */
export async function printed(
  act: () => void | Promise<void>,
): Promise<string[]> {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => void lines.push(values.join(" "));
  try {
    await act();
  } finally {
    console.log = log;
  }
  return lines;
}
