import type { InferredOptionTypes, Options } from "yargs";
import { grafanaOptions, networkOptions, prometheusOptions, reviewOptions } from "../../flags/options.ts";

/** What `check` may be told. */
export const checkOptions = {
  data: { type: "string", describe: "Data spec: then metrics that it does not make are named; default x.data.yaml beside x.json" },
  base: { type: "string", describe: "An earlier state of the one dashboard: what changed is shown too" },
  history: { type: "string", default: "6h", describe: "How far back the dashboards look, without --key" },
  "fail-on": { choices: ["none", "error", "empty"] as const, default: "error" as const, describe: "Which findings make the exit code 1" },
  untrusted: { type: "boolean", default: false, describe: "As up --untrusted would" },
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network",
  },
  output: {
    choices: ["text", "json", "markdown"] as const,
    default: "text" as const,
    describe: "A table, one JSON document, or Markdown for a comment",
  },
  ...reviewOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies Record<string, Options>;

/** The flags of `check` and the paths after it. */
export type CheckFlags = InferredOptionTypes<typeof checkOptions> & { dashboards: string[] };
