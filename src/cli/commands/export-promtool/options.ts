import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import { limitOptions, outputOptions } from "../../flags/options.ts";

/** The options of `export-promtool`. */
export const exportPromtoolOptions = {
  data: { type: "string", describe: "The data spec (required)" },
  rules: { type: "string", array: true, describe: "A rule file that the tests are about; may be repeated" },
  scenario: { type: "string", describe: "Variant of the spec; default the spec itself" },
  file: { type: "string", alias: "o", describe: "Write to this file; default standard output" },
  "evaluation-interval": {
    type: "duration",
    positive: true,
    default: "1m",
    describe: "How often promtool evaluates groups of rules",
  },
  history: { type: "duration", positive: true, describe: "How much history to write" },
  step: { type: "duration", positive: true, describe: "Scrape interval" },
  ...limitOptions,
  ...outputOptions,
} as const satisfies OptionSet;

/** The request of `export-promtool`. */
export type ExportPromtoolRequest = CommandRequest<typeof exportPromtoolOptions, Record<never, never>>;
