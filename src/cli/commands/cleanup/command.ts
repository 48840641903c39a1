import type { CommandModule } from "yargs";
import { UsageError } from "../../../errors.ts";
import type { CliContext } from "../../context.ts";
import { type CleanupFlags, cleanupOptions } from "./options.ts";

/**
 * `cleanup`: deletes previews whose time is over and series that no preview shows. With `--key`, all of that key: its review is over. Safe to repeat.
 */
export const cleanupCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "cleanup",
  describe: "Delete previews whose expiry has passed, and series that no preview shows",
  builder: (yargs) => yargs.options(cleanupOptions),
  handler: async (parsed) => {
    const args = parsed as unknown as CleanupFlags;
    if (!Number.isSafeInteger(args["max-delete"]) || args["max-delete"] < 0)
      throw new UsageError("--max-delete: expected a whole number of 0 or more");
    const { runCleanup } = await import("./run-cleanup.ts");
    done(await runCleanup(args, context));
  },
});
