/** The `.venv-bench`: the libraries that we are compared with, apart from JupyterLab. */

import { join } from "node:path";
import { places, venvPlaces } from "../setup/places.ts";
import type { Venv } from "../setup/places.ts";

export const peersVenv: Venv = {
  ...venvPlaces(".venv-bench"),
  contents: "the libraries to compare with",
  requirements: join(places.root, "tests", "bench", "requirements.txt"),
  needed: [],
  versions: { oldest: 11, newest: 13 },
};
