import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { binaryOptions, limitOptions, outputOptions } from "../../flags/options.ts";

/** The options of `test`. */
export const testOptions = {
  data: { type: "string", describe: "The data spec; default one that is inferred from the rules" },
  scenario: {
    type: "string",
    describe: "The variant of the data spec to use, such as incident; default the spec itself",
  },
  history: { type: "duration", positive: true, describe: "How much history to generate; default the spec's, else 6h" },
  step: { type: "duration", positive: true, describe: "Scrape interval; default the spec's, else 15s" },
  "lead-in": {
    type: "duration",
    default: "auto",
    words: ["auto"],
    describe: "Data before the history, for rules that look back; auto: as far as they do, within limits",
  },
  "evaluation-interval": {
    type: "duration",
    positive: true,
    default: "1m",
    describe: "How often groups without an interval are evaluated",
  },
  "require-firing": {
    type: "boolean",
    default: false,
    describe: "Fail for each alert that never fires, not only for what the spec expects",
  },
  junit: { type: "string", describe: "Write the results to this file as JUnit XML" },
  tap: { type: "string", describe: "Write the results to this file in the Test Anything Protocol" },
  ...limitOptions,
  ...binaryOptions,
  ...outputOptions,
} as const satisfies OptionSet;

/** The paths after it. */
export const testPositionals = {
  rules: { many: true, describe: "Rule files, folders and globs; - is standard input" },
} as const satisfies PositionalSet;

/** The request of `test`. */
export type TestRequest = CommandRequest<typeof testOptions, typeof testPositionals>;
