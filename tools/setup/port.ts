/** The port of JupyterLab. */

/** The one that JupyterLab tries first, unless it is told another. */
export const defaultPort = 8888;

export function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "localhost", port }).close();
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.AddrInUse);
  }
}
