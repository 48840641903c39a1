import { defineCommand } from "../../define-command.ts";
import { listOptions } from "./options.ts";

/** `list`: previews with owner, age and expiry, and what looks like one but is left alone. Changes nothing. */
export const listCommand = defineCommand({
  name: "list",
  summary: "List previews with owner, age and expiry",
  json: {
    previews: "uid, title, url, project, key, revision, state (live, expired or kept), createdAt, expiresAt and more",
    leftAlone: "What looks like a preview but is not proved to be one: uid, title, reason",
    warnings: "Texts for people",
  },
  options: listOptions,
  run: async (request, context) => (await import("./run-list.ts")).runList(request, context),
});
