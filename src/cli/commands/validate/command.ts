import { defineCommand } from "../../define-command.ts";
import { validateOptions, validatePositionals } from "./options.ts";

/**
 * `validate`: reads and plans everything as `up` would, without any server. Exit code 2 if something is wrong, 1 for
 * queries that cannot be previewed, and for two dashboards with one uid.
 */
export const validateCommand = defineCommand({
  name: "validate",
  summary: "Check dashboards and data specs without any server",
  positionals: validatePositionals,
  options: validateOptions,
  json: {
    dashboards: "file, title, uid, spec, queries, findings",
    specs: "file, series, samples, scenarios (name, series, samples)",
    warnings: "Texts for people",
    sameUids: "uid, files: dashboards of which up takes only one",
  },
  run: async (request, context) => (await import("./run-validate.ts")).runValidate(request, context),
});
