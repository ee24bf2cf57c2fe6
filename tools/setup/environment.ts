/** The environment variables of everything that the set-up and the tasks start. */

import { delimiter } from "node:path";
import { places, type VenvPlaces, venvPlaces } from "./places.ts";

/** What pip may be told from outside: where packages come from, not where they go. */
const pipOptions = new Set([
  "PIP_CACHE_DIR",
  "PIP_CERT",
  "PIP_CLIENT_CERT",
  "PIP_CONFIG_FILE",
  "PIP_DEFAULT_TIMEOUT",
  "PIP_EXTRA_INDEX_URL",
  "PIP_FIND_LINKS",
  "PIP_INDEX_URL",
  "PIP_KEYRING_PROVIDER",
  "PIP_NO_CACHE_DIR",
  "PIP_NO_INDEX",
  "PIP_PROXY",
  "PIP_RETRIES",
  "PIP_TIMEOUT",
  "PIP_TRUSTED_HOST",
  "PIP_USE_DEPRECATED",
  "PIP_USE_FEATURE",
]);

/** Would point Python or JupyterLab to something other than the `.venv`. */
const misleading = new Set([
  "__PYVENV_LAUNCHER__",
  "JUPYTER_PATH",
  "JUPYTERLAB_DIR",
  "JUPYTERLAB_WORKSPACES_DIR",
  "PYTHONHOME",
  "PYTHONPATH",
  "VIRTUAL_ENV",
]);

/** The reader's environment without what would lead Python, pip or Jupyter astray. */
export function cleanEnvironment(): Record<string, string> {
  const entries = Object.entries(Deno.env.toObject()).filter(([name]) => {
    // Windows does not tell upper from lower case.
    const upper = name.toUpperCase();
    return !misleading.has(upper) &&
      (!upper.startsWith("PIP_") || pipOptions.has(upper));
  });
  return { ...Object.fromEntries(entries), DENO_NO_UPDATE_CHECK: "1" };
}

/** The clean environment with a finished virtual environment, the `.venv`, in front. */
export function venvEnvironment(
  { folder, bin }: VenvPlaces = venvPlaces(".venv"),
): Record<string, string> {
  const environment = cleanEnvironment();
  const path =
    Object.keys(environment).find((name) => name.toUpperCase() === "PATH") ??
      "PATH";
  return {
    ...environment,
    [path]: [bin, environment[path]].filter(Boolean).join(delimiter),
    VIRTUAL_ENV: folder,
    // Jupyter looks here first: no other kernel called "deno" comes before ours.
    JUPYTER_PATH: places.jupyterData,
  };
}
