import { defineCommand } from "../../define-command.ts";
import { cleanupOptions } from "./options.ts";

/**
 * `cleanup`: deletes previews whose time is over and series that no preview shows. With `--key`, all of that key: its
 * review is over. Safe to repeat.
 */
export const cleanupCommand = defineCommand({
  name: "cleanup",
  summary: "Delete previews whose expiry has passed, and series that no preview shows",
  json: {
    dryRun: "Nothing was deleted",
    deleted: "Previews, as in list",
    series: "Isolation labels whose series were deleted",
    keptSeries: "value and reason of series that stay",
    postponedSeries: "Series for a later run",
    stays: "Previews that live on",
    postponed: "Previews for a later run",
    leftAlone: "uid, title, reason",
    failed: "uid, title, reason",
    problems: "What could not be done",
    warnings: "Texts for people",
  },
  options: cleanupOptions,
  run: async (request, context) => (await import("./run-cleanup.ts")).runCleanup(request, context),
});
