import { defineCommand } from "../../define-command.ts";
import { importPromtoolOptions, importPromtoolPositionals } from "./options.ts";

/** `import-promtool`: data specs of the tests in a unit-test file of promtool. Needs no server. */
export const importPromtoolCommand = defineCommand({
  name: "import-promtool",
  summary: "Make data specs of the tests in a unit-test file of promtool",
  positionals: importPromtoolPositionals,
  options: importPromtoolOptions,
  json: {
    ruleFiles: "The rule files that the tests name",
    evaluationSeconds: "How often they are evaluated",
    specs: "name, file or text, series, scrapes, alerts, and unsaid: what a data spec has no words for",
  },
  run: async (request, context) => (await import("./run-import-promtool.ts")).runImportPromtool(request, context),
});
