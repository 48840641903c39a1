import { defineCommand } from "../../define-command.ts";
import { exportPromtoolOptions } from "./options.ts";

/** `export-promtool`: a data spec as a unit-test file of promtool. Needs no server. */
export const exportPromtoolCommand = defineCommand({
  name: "export-promtool",
  summary: "Write the series and expectations of a data spec as a unit-test file for promtool",
  options: exportPromtoolOptions,
  json: {
    "file?": "The file that was written",
    "text?": "The unit-test file, without --file",
    series: "Series in it",
    samples: "Samples of these, missing ones included",
    alertTests: "Entries of alert_rule_test",
    exprTests: "Entries of promql_expr_test",
    unsaid: "Parts of the spec that the notation has no words for: what, name, reason",
  },
  run: async (request, context) => (await import("./run-export-promtool.ts")).runExportPromtool(request, context),
});
