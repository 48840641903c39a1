import { defineCommand } from "../../define-command.ts";
import { importOptions } from "./options.ts";

/** `import`: a data spec that replays what a real system recorded. Only asks, and writes nothing but the file. */
export const importCommand = defineCommand({
  name: "import",
  summary: "Make a data spec that replays real series, of a Prometheus or of a panel's CSV export",
  options: importOptions,
  json: {
    "spec?": "The data spec as text, without --file",
    "file?": "The file that was written",
    "csvFile?": "The file of values beside it",
    metrics: "Metrics in it",
    series: "Series in it",
    mapped: "How many values of labels were replaced; --mapping writes them to a file",
    warnings: "Texts for people",
  },
  run: async (request, context) => (await import("./run-import.ts")).runImport(request, context),
});
