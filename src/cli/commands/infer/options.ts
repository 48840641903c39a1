import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import {
  binaryOptions,
  codeOptions,
  configurationOptions,
  networkOptions,
  outputOptions,
  prometheusOptions,
} from "../../flags/options.ts";

/** The options of `infer`. */
export const inferOptions = {
  ...configurationOptions,
  file: { type: "string", alias: "o", describe: "Write the spec to this file; default standard output" },
  force: { type: "boolean", default: false, describe: "Overwrite the file named by --file" },
  update: { type: "string", describe: "Add what is missing to this spec; nothing already in it changes" },
  "from-metrics": {
    type: "string",
    array: true,
    describe: "A /metrics page, file or URL: names, types, help, labels, levels; may be repeated",
  },
  "from-prometheus": {
    type: "boolean",
    default: false,
    describe: "Names, labels, types and typical levels from --prometheus-url; values are not copied",
  },
  match: {
    type: "string",
    array: true,
    describe: "With --from-prometheus: a series selector, such as '{job=\"api\"}'; may be repeated",
  },
  "from-rules": {
    type: "string",
    array: true,
    describe: "A rule file: metrics of its alert and recording rules; may be repeated",
  },
  incident: {
    type: "string",
    array: true,
    describe:
      "A rule file, or an alert of --from-rules: a spec with a scenario in which its alerts fire; may be repeated",
  },
  "rules-evaluated": {
    type: "boolean",
    default: false,
    describe: "The target evaluates the recording rules: their results are not generated",
  },
  history: { type: "duration", positive: true, describe: "How much history to generate; default 6h" },
  step: { type: "duration", positive: true, describe: "Scrape interval; default 15s" },
  check: {
    type: "boolean",
    default: true,
    describe: "Try the spec on a temporary Prometheus and repair queries that stay empty; --no-check skips this",
  },
  ...binaryOptions,
  ...codeOptions,
  ...outputOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The paths after it. */
export const inferPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" },
} as const satisfies PositionalSet;

/** The request of `infer`. */
export type InferRequest = CommandRequest<typeof inferOptions, typeof inferPositionals>;
