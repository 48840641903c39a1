import { defineCommand } from "../../define-command.ts";
import { exportOptions, exportPositionals } from "./options.ts";

/** `export`: a preview's dashboard in source form, with what was edited in Grafana. Changes nothing in Grafana. */
export const exportCommand = defineCommand({
  name: "export",
  summary: "Write a preview's dashboard, with edits made in Grafana, back in the form of its source",
  positionals: exportPositionals,
  options: exportOptions,
  run: async (request, context) => (await import("./run-export.ts")).runExport(request, context),
});
