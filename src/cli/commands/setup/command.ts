import { defineCommand } from "../../define-command.ts";
import { setupOptions } from "./options.ts";

/**
 * `setup`: makes in Grafana what previews need, and sets the variables of a repository's pipelines. Safe to repeat.
 * Exit code 3 if something could not be made or proved.
 */
export const setupCommand = defineCommand({
  name: "setup",
  summary: "Make in Grafana what previews need: folder, service account, token, data source",
  json: {
    ok: "Nothing failed and nothing was refused",
    dryRun: "Nothing was changed",
    organisation: "Grafana's organisation",
    rows: "subject, state, text, advice?: what was done, in its order",
    "token?": "name, expiresAt, key? (with --show-token): the token that was made",
    variables: "name, secret, value? (of secrets with --show-token alone)",
    written: "Where the variables went: files and repositories",
  },
  options: setupOptions,
  run: async (request, context) => (await import("./run-setup.ts")).runSetup(request, context),
});
