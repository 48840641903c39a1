import { defineCommand } from "../../define-command.ts";
import { inferOptions, inferPositionals } from "./options.ts";

/** `infer`: a data spec made from dashboards, a /metrics page, a Prometheus, rules. Writes nothing but the file. */
export const inferCommand = defineCommand({
  name: "infer",
  summary: "Make a data spec from dashboards, a /metrics page, a Prometheus or rules",
  positionals: inferPositionals,
  options: inferOptions,
  run: async (request, context) => (await import("./run-infer.ts")).runInfer(request, context),
});
