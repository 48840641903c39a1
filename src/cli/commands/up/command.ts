import { UsageError } from "../../../errors.ts";
import { defineCommand } from "../../define-command.ts";
import { upOptions, upPositionals } from "./options.ts";

/** `up`: the main job. Safe to repeat: a later run replaces what an earlier one made. */
export const upCommand = defineCommand({
  name: "up",
  summary: "Write the data and make a temporary preview of these dashboards",
  positionals: upPositionals,
  options: upOptions,
  async run(request, context) {
    if (request.dashboards.length === 0 && request["from-bundle"] === undefined)
      throw new UsageError("missing argument: dashboards, such as dashpreview up dashboards/; see dashpreview up --help");
    if (request.local) return (await import("./run-up-local.ts")).runUpLocal(request, context);
    return (await import("./run-up.ts")).runUp(request, context);
  },
});
