import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/cli/require-dashboards.ts
function requireDashboards({ dashboards, build = [] }, command) {
  if (dashboards.length === 0 && build.length === 0)
    throw new UsageError(
      `missing argument: dashboards, such as dashpreview ${command} dashboards/, or \`dashboards\` in dashpreview.yaml; see dashpreview ${command} --help`
    );
}

export {
  requireDashboards
};
