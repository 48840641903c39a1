import { defineCommand } from "../../define-command.ts";
import { checkOptions, checkPositionals } from "./options.ts";

/** `check`: which panels have data, and why the others don't. Changes nothing. */
export const checkCommand = defineCommand({
  name: "check",
  summary:
    "Report which panels have data, and why the others don't: on a Prometheus, or with --key on a review's previews",
  positionals: checkPositionals,
  options: checkOptions,
  json: {
    schemaVersion: "1; schema/result.schema.json describes every field ([how to use it](agents.md))",
    state: "checked",
    dashboards:
      "source, title, with --scenario scenario, panels (counts), panelResults and queries (state, code, reason, " +
      "numbers with unit; queries " +
      "as written and as run), variables, findings, unchecked, unusedMetrics",
    "changes?": "With --compare-with: what a reviewer would see, in words",
  },
  run: async (request, context) => (await import("./run-check.ts")).runCheck(request, context),
});
