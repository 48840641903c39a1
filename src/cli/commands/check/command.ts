import { defineCommand } from "../../define-command.ts";
import { checkOptions, checkPositionals } from "./options.ts";

/** `check`: which panels have data and why the others have not. Changes nothing. */
export const checkCommand = defineCommand({
  name: "check",
  summary:
    "Report which panels have data, and why the others don't: on a Prometheus, or with --key on a review's previews",
  positionals: checkPositionals,
  options: checkOptions,
  json: {
    dashboards: "source, title, panels (counts), panelResults, findings, unchecked, unusedMetrics, queries",
    "changes?": "With --compare-with: what a reviewer would see, in words",
  },
  run: async (request, context) => (await import("./run-check.ts")).runCheck(request, context),
});
