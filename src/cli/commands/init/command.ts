import { defineCommand } from "../../define-command.ts";
import { initOptions, initPositionals } from "./options.ts";

/** `init`: a configuration and a workflow for a repository. Shows what it would write, and asks. Safe to repeat. */
export const initCommand = defineCommand({
  name: "init",
  summary: "Write dashpreview.yaml and the workflow of a repository, for the dashboards that it finds",
  positionals: initPositionals,
  options: initOptions,
  json: {
    state: "written, planned (a dry run), unchanged (all is there) or declined",
    host: "github, gitlab, forgejo or none",
    previews: "dashboards, rules and build of each, and with several its name",
    files: "path, action (create, add, overwrite, keep, same) and text",
    notes: "Texts for people: what was passed over, and why",
    steps: "Texts for people: what to do next",
  },
  run: async (request, context) => (await import("./run-init.ts")).runInit(request, context),
});
