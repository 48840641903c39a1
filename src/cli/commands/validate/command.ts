import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import type { CliContext } from "../../context.ts";
import { outputOptions } from "../../flags/options.ts";

const options = {
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json, then dashpreview.yaml" },
  history: { type: "string", describe: "Time of history before now" },
  step: { type: "string", describe: "Scrape interval" },
  "max-series": { type: "number", default: 50_000, describe: "Most series that a spec may make" },
  "max-samples": { type: "number", default: 100_000_000, describe: "Most samples that a spec may make" },
  untrusted: { type: "boolean", default: false, describe: "As up --untrusted would" },
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network",
  },
  ...outputOptions,
} as const satisfies Record<string, Options>;

/** The flags of `validate` and the paths after it. */
export type ValidateFlags = InferredOptionTypes<typeof options> & { dashboards: string[] };

/** `validate`: reads and plans everything as `up` would, without any server. Exit code 2 if something is wrong, 1 for queries that cannot be previewed. */
export const validateCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "validate <dashboards..>",
  describe: "Check dashboards and data specs without any server",
  builder: (yargs) =>
    yargs.positional("dashboards", { type: "string", array: true, describe: "Files, folders and globs" }).options(options),
  handler: async (parsed) => {
    const { runValidate } = await import("./run-validate.ts");
    done(await runValidate(parsed as unknown as ValidateFlags, context));
  },
});
