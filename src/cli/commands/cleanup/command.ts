import { defineCommand } from "../../define-command.ts";
import { cleanupOptions } from "./options.ts";

/**
 * `cleanup`: deletes previews whose time is over and series that no preview shows. With `--key`, all of that key: its review is over. Safe to repeat.
 */
export const cleanupCommand = defineCommand({
  name: "cleanup",
  summary: "Delete previews whose expiry has passed, and series that no preview shows",
  options: cleanupOptions,
  run: async (request, context) => (await import("./run-cleanup.ts")).runCleanup(request, context),
});
