import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import {
  codeOptions,
  configurationOptions,
  findingOptions,
  grafanaOptions,
  networkOptions,
  prometheusOptions,
  scenarioOptions,
  trustOptions,
} from "../../flags/options.ts";
import { reviewOptions } from "../../flags/review-options.ts";

/** The options of `check`. */
export const checkOptions = {
  ...configurationOptions,
  data: {
    type: "string",
    describe: "Data spec: then metrics that it does not make are named; default x.data.yaml beside x.json",
  },
  scenario: {
    ...scenarioOptions.scenario,
    describe:
      "Scenarios of the data specs: with --key their previews, else their metrics; several with commas, or repeated",
  },
  "compare-with": { type: "string", describe: "An earlier state of the one dashboard: what changed is shown too" },
  history: {
    type: "duration",
    positive: true,
    default: "6h",
    describe: "How far back the dashboards look at most, without --key",
  },
  ...findingOptions,
  ...trustOptions,
  ...codeOptions,
  output: {
    type: "choice",
    choices: ["text", "json", "markdown"],
    default: "text",
    describe: "A table, one JSON document, or Markdown for a comment",
  },
  ...reviewOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The paths after it. */
export const checkPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" },
} as const satisfies PositionalSet;

/** The request of `check`. */
export type CheckRequest = CommandRequest<typeof checkOptions, typeof checkPositionals>;
