import { defineCommand } from "../../define-command.ts";
import { inferOptions, inferPositionals } from "./options.ts";

/** `infer`: a data spec made from dashboards, a /metrics page, a Prometheus, rules. Writes nothing but the file. */
export const inferCommand = defineCommand({
  name: "infer",
  summary: "Generate a data spec from dashboards, a /metrics page, a Prometheus or rules",
  positionals: inferPositionals,
  options: inferOptions,
  json: {
    "spec?": "The data spec as text, without --file and --update",
    "file?": "The file that was written",
    metrics: "How many metrics the spec has",
    added: "With --update: new metrics",
    extended: "With --update: metrics with new series",
    checked: "The result was tried on a Prometheus",
    findings: "Queries that stay empty or fail, and what is or may be wrong with the dashboards",
    tooComplex: "Queries that nothing was inferred from",
    "alerts?": "With --incident: alert, file, line, fires, and the reason of those that do not",
  },
  run: async (request, context) => (await import("./run-infer.ts")).runInfer(request, context),
});
