import type { CommandModule } from "yargs";
import type { CliContext } from "../../context.ts";
import { type InferFlags, inferOptions } from "./options.ts";

/** `infer`: a data spec made from dashboards, a /metrics page, a Prometheus, rules. Writes nothing but the file. */
export const inferCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "infer [dashboards..]",
  describe: "Make a data spec from dashboards, a /metrics page, a Prometheus or rules",
  builder: (yargs) =>
    yargs.positional("dashboards", { type: "string", array: true, describe: "Files, folders and globs" }).options(inferOptions),
  handler: async (parsed) => {
    const { runInfer } = await import("./run-infer.ts");
    done(await runInfer(parsed as unknown as InferFlags, context));
  },
});
