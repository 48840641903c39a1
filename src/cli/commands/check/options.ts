import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { codeOptions, grafanaOptions, networkOptions, prometheusOptions, reviewOptions } from "../../flags/options.ts";

/** What `check` may be told. */
export const checkOptions = {
  data: {
    type: "string",
    describe: "Data spec: then metrics that it does not make are named; default x.data.yaml beside x.json",
  },
  base: { type: "string", describe: "An earlier state of the one dashboard: what changed is shown too" },
  history: { type: "duration", default: "6h", describe: "How far back the dashboards look, without --key" },
  "fail-on": {
    type: "choice",
    choices: ["none", "error", "empty"],
    default: "error",
    describe: "Which findings set exit code 1",
  },
  untrusted: { type: "boolean", default: false, describe: "As up --untrusted would" },
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
  dashboards: { many: true, required: true, describe: "Files, folders and globs" },
} as const satisfies PositionalSet;

/** What `check` is asked for. */
export type CheckFlags = CommandRequest<typeof checkOptions, typeof checkPositionals>;
