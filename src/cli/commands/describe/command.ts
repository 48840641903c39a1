import { resolve } from "node:path";
import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import { UsageError } from "../../../errors.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import type { CliContext } from "../../context.ts";
import { optionalDuration } from "../../flags/optional-duration.ts";
import { outputOptions } from "../../flags/options.ts";

const options = {
  series: { type: "number", default: 1, describe: "Label sets of each entry that are shown" },
  samples: { type: "number", default: 8, describe: "Samples of each series that are shown" },
  history: { type: "string", describe: "Time of history before now" },
  step: { type: "string", describe: "Scrape interval" },
  "max-series": { type: "number", default: 50_000, describe: "Most series that a spec may make" },
  "max-samples": { type: "number", default: 100_000_000, describe: "Most samples that a spec may make" },
  ...outputOptions,
} as const satisfies Record<string, Options>;

type Flags = InferredOptionTypes<typeof options> & { spec?: string };

const maxSpecBytes = 1024 * 1024;

/** `describe`: the tree of every signal in a data spec and its first samples. Needs no server. */
export const describeCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "describe <spec>",
  describe: "Show what a data spec generates: trees of signals and first samples",
  builder: (yargs) => yargs.positional("spec", { type: "string", describe: "The data spec" }).options(options),
  handler: async (parsed) => {
    const args = parsed as unknown as Flags;
    const [{ parseSpec }, { planSpec }, { describeSpec }, { formatDescription }] = await Promise.all([
      import("../../../data-spec/read/parse.ts"),
      import("../../../data-spec/plan/plan.ts"),
      import("../../../data-spec/describe/describe.ts"),
      import("../../../data-spec/describe/format-description.ts"),
    ]);
    for (const name of ["series", "samples"] as const) {
      if (!Number.isSafeInteger(args[name]) || args[name] < 0) throw new UsageError(`--${name}: expected a whole number of 0 or more`);
    }
    const file = args.spec!;
    const text = readPlainFile(resolve(context.cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
    const described = context.blocking(() => {
      const document = parseSpec(text, { file });
      const plan = planSpec(document, {
        nowMs: context.now(),
        historyMs: optionalDuration("history", args.history),
        stepMs: optionalDuration("step", args.step),
        maxSeries: args["max-series"],
        maxSamples: args["max-samples"],
      });
      return describeSpec(document, plan, { series: args.series, samples: args.samples });
    });
    if (args.output === "json") context.out.json(described);
    else context.out.write(`${formatDescription(described).join("\n")}\n`);
    done(0);
  },
});
