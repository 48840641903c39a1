import { resolve } from "node:path";
import { readDashboard } from "../../../dashboard/read/read.ts";
import { UsageError } from "../../../errors.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { defineCommand } from "../../define-command.ts";
import type { OptionSet } from "../../flags/option.ts";
import { optionalDuration } from "../../flags/optional-duration.ts";
import { outputOptions } from "../../flags/options.ts";

const options = {
  series: { type: "number", default: 1, describe: "Label sets of each entry that are shown" },
  samples: { type: "number", default: 8, describe: "Samples of each series that are shown" },
  history: { type: "duration", describe: "Time of history before now" },
  step: { type: "duration", describe: "Scrape interval" },
  "max-series": { type: "number", default: 50_000, describe: "Most series that a spec may make" },
  "max-samples": { type: "number", default: 100_000_000, describe: "Most samples that a spec may make" },
  ...outputOptions,
} as const satisfies OptionSet;

const maxSpecBytes = 1024 * 1024;

/** `describe`: the tree of every signal in a data spec and its first samples. Needs no server. */
export const describeCommand = defineCommand({
  name: "describe",
  summary: "Show what a data spec generates: trees of signals and first samples",
  json: {
    window: "from, to, stepSeconds, samples",
    seed: "Seed of all random signals",
    series: "Series on the wire",
    samples: "Samples",
    metrics: "name, type, help, unit and entries: labelSets, wireSeries, tree, first",
    warnings: "Texts for people",
  },
  positionals: { spec: { required: true, describe: "The data spec" } },
  options,
  async run(args, context) {
    const [{ parseSpec }, { planSpec }, { describeSpec }, { formatDescription }] = await Promise.all([
      import("../../../data-spec/read/parse.ts"),
      import("../../../data-spec/plan/plan.ts"),
      import("../../../data-spec/describe/describe.ts"),
      import("../../../data-spec/describe/format-description.ts"),
    ]);
    const file = args.spec;
    const text = readPlainFile(resolve(context.cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
    refuseDashboard(text, file);
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
    return 0;
  },
});

/** A dashboard is the likeliest mistake, and its mistakes as a data spec are many. */
function refuseDashboard(text: string, file: string): void {
  if (!text.trimStart().startsWith("{") || !isDashboard(text, file)) return;
  throw new UsageError(
    `${file} is a dashboard, and describe shows data specs: make one with dashpreview infer ${file} -o ${file.replace(/\.json$/, "")}.data.yaml, or check the dashboard with dashpreview validate ${file}`,
  );
}

function isDashboard(text: string, file: string): boolean {
  try {
    readDashboard(text, { file });
    return true;
  } catch {
    return false;
  }
}
