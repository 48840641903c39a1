import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { limitOptions, outputOptions } from "../../flags/options.ts";

/** The options of `describe`. */
export const describeOptions = {
  series: { type: "number", default: 1, describe: "Label sets of each entry that are shown" },
  samples: { type: "number", default: 8, describe: "Samples of each series that are shown" },
  history: { type: "duration", positive: true, describe: "How much history to generate" },
  scenario: { type: "string", describe: "Variant of the spec that is shown; default the spec itself" },
  step: { type: "duration", positive: true, describe: "Scrape interval" },
  ...limitOptions,
  ...outputOptions,
} as const satisfies OptionSet;

/** The argument of `describe`. */
export const describePositionals = {
  spec: { required: true, describe: "The data spec" },
} as const satisfies PositionalSet;

/** The request of `describe`. */
export type DescribeRequest = CommandRequest<typeof describeOptions, typeof describePositionals>;
