import type { CommandModule } from "yargs";
import type { CliContext } from "../../context.ts";
import { type ValidateFlags, validateOptions } from "./options.ts";

/** `validate`: reads and plans everything as `up` would, without any server. Exit code 2 if something is wrong, 1 for queries that cannot be previewed. */
export const validateCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "validate <dashboards..>",
  describe: "Check dashboards and data specs without any server",
  builder: (yargs) =>
    yargs.positional("dashboards", { type: "string", array: true, describe: "Files, folders and globs" }).options(validateOptions),
  handler: async (parsed) => {
    const { runValidate } = await import("./run-validate.ts");
    done(await runValidate(parsed as unknown as ValidateFlags, context));
  },
});
