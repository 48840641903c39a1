import { defineCommand } from "../../define-command.ts";
import { requireDashboards } from "../../require-dashboards.ts";
import { reportOptions, reportPositionals } from "./options.ts";

/** `report`: the dashboards as a page in one file, drawn from a throw-away Prometheus. Changes nothing anywhere. */
export const reportCommand = defineCommand({
  name: "report",
  summary: "Write a self-contained page that shows the dashboards with data; needs no server",
  positionals: reportPositionals,
  options: reportOptions,
  json: {
    version: "1; schema/page-data.schema.json describes every field",
    generator: "Program and version",
    title: "Title of the page",
    untrusted: "Whether the dashboards are untrusted: then links are shown as text",
    "theme?": "dark or light, if --theme names one",
    dashboards: "Each with its variables, views, panels, answers and findings",
    "alerts?": "With --rules: the rules and their alerts on the same data, for each scenario",
  },
  async run(request, context) {
    if (request.playground) return (await import("./run-playground.ts")).runPlayground(request, context);
    requireDashboards(request, "report");
    return (await import("./run-report.ts")).runReport(request, context);
  },
});
