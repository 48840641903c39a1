import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import {
  binaryOptions,
  codeOptions,
  configurationOptions,
  findingOptions,
  limitOptions,
  outputOptions,
  rulesOptions,
  scenarioOptions,
  trustOptions,
} from "../../flags/options.ts";
import { pageOptions } from "../../flags/page-options.ts";
import { pictureOptions } from "../../flags/picture-options.ts";

/** The options of `report`. */
export const reportOptions = {
  ...configurationOptions,
  file: { type: "string", alias: "o", describe: "Write the page to this file; - is standard output" },
  playground: {
    type: "boolean",
    default: false,
    describe: "Write the PromQL playground with its lessons instead of dashboards; its Prometheus runs until Ctrl-C",
  },
  ...pageOptions,
  ...pictureOptions,
  base: {
    type: "string",
    describe: "Compare with the dashboards in this file or folder, or of this branch, tag or commit, on the same data",
  },
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json or x.yaml, then dashpreview.yaml" },
  ...scenarioOptions,
  ...rulesOptions,
  history: { type: "duration", positive: true, describe: "How much history to generate, such as 6h" },
  step: { type: "duration", positive: true, describe: "Scrape interval; default the spec's, else 15s" },
  "lead-in": {
    type: "duration",
    default: "auto",
    words: ["auto"],
    describe: "Data before the history, for queries that look back; auto: as far as they do, within limits",
  },
  at: {
    type: "string",
    form: { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/, expected: "a time in UTC such as 2026-01-31T12:00Z" },
    describe: "The end of the data, such as 2026-01-31T12:00Z; default now. The same end gives the same page",
  },
  ...limitOptions,
  ...trustOptions,
  ...codeOptions,
  ...findingOptions,
  ...binaryOptions,
  ...outputOptions,
} as const satisfies OptionSet;

/** The paths after it. */
export const reportPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" },
} as const satisfies PositionalSet;

/** The request of `report`. */
export type ReportRequest = CommandRequest<typeof reportOptions, typeof reportPositionals>;
