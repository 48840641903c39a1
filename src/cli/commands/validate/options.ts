import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import {
  codeOptions,
  configurationOptions,
  findingOptions,
  limitOptions,
  outputOptions,
  trustOptions,
} from "../../flags/options.ts";

/** The options of `validate`. */
export const validateOptions = {
  ...configurationOptions,
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json, then dashpreview.yaml" },
  history: { type: "duration", positive: true, describe: "How much history to generate" },
  step: { type: "duration", positive: true, describe: "Scrape interval" },
  ...limitOptions,
  ...trustOptions,
  ...codeOptions,
  ...findingOptions,
  ...outputOptions,
} as const satisfies OptionSet;

/** The paths after it. */
export const validatePositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input; a data spec by itself too" },
} as const satisfies PositionalSet;

/** The request of `validate`. */
export type ValidateRequest = CommandRequest<typeof validateOptions, typeof validatePositionals>;
