import type { CommandModule } from "yargs";
import { UsageError } from "../../../errors.ts";
import type { CliContext } from "../../context.ts";
import { type UpFlags, upOptions } from "./options.ts";

/** `up`: the main job. Safe to repeat: a later run replaces what an earlier one made. */
export const upCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "up [dashboards..]",
  describe: "Write the data and make a temporary preview of these dashboards",
  builder: (yargs) =>
    yargs.positional("dashboards", { type: "string", array: true, describe: "Files, folders and globs" }).options(upOptions),
  handler: async (args) => {
    const flags = { ...args, dashboards: (args["dashboards"] ?? []) as string[] } as unknown as UpFlags;
    if (flags.dashboards.length === 0 && flags["from-bundle"] === undefined)
      throw new UsageError("a path is missing; dashpreview up dashboards/, for example. See dashpreview up --help");
    if (flags.local) {
      const { runUpLocal } = await import("./run-up-local.ts");
      done(await runUpLocal(flags, context));
    } else {
      const { runUp } = await import("./run-up.ts");
      done(await runUp(flags, context));
    }
  },
});
