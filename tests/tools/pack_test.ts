/** The npm package. One file, so that it is built once for all of its tests. */

import "./pack/small_library.ts";
import "./pack/contents.ts";
import "./pack/projects.ts";
import "./pack/types.ts";
import "./pack/command.ts";
