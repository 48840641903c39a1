import type { CommandModule } from "yargs";
import type { CliContext } from "../../context.ts";
import { type CheckFlags, checkOptions } from "./options.ts";

/** `check`: which panels have data and why the others don't. Changes nothing. */
export const checkCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "check <dashboards..>",
  describe: "Say which panels have data and why the others don't: on a Prometheus, or with --key on a review's previews",
  builder: (yargs) =>
    yargs.positional("dashboards", { type: "string", array: true, describe: "Files, folders and globs" }).options(checkOptions),
  handler: async (parsed) => {
    const { runCheck } = await import("./run-check.ts");
    done(await runCheck(parsed as unknown as CheckFlags, context));
  },
});
