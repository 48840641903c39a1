import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import {
  dataOptions,
  grafanaOptions,
  hostOptions,
  networkOptions,
  outputOptions,
  prometheusOptions,
  reviewOptions,
  reviewStateOptions,
} from "../../flags/options.ts";

/** Every flag of `up`; the action has an input for each. */
export const upOptions = {
  ...dataOptions,
  ttl: { type: "duration", default: "72h", describe: "How long the preview lives; renewed at every up" },
  "max-ttl": { type: "duration", default: "30d", describe: "Longest --ttl; a longer one is cut, with a warning" },
  isolation: {
    type: "choice",
    choices: ["label", "none"],
    default: "label",
    describe: "label: series and queries carry a label of their own; none: for a Prometheus of its own",
  },
  live: { type: "duration", describe: "Go on writing for this long after the history, such as 30m; Ctrl-C ends it" },
  "dry-run": { type: "boolean", default: false, describe: "Read, plan and probe; write and save nothing" },
  datasource: { type: "string", describe: "uid or name of Grafana's Prometheus data source; needed if there are several" },
  "allow-shared-server": { type: "boolean", default: false, describe: "Write even if the receiver evaluates alert or recording rules" },
  untrusted: {
    type: "boolean",
    default: false,
    describe: "The dashboards come from somebody else: nothing of theirs may reach other data sources",
  },
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network",
  },
  "fail-on": { type: "choice", choices: ["none", "error", "empty"], default: "error", describe: "Which panels make the exit code 1" },
  "verify-timeout": { type: "duration", default: "60s", describe: "How long to wait until everything written can be read back" },
  local: { type: "boolean", default: false, describe: "Without any server: a throw-away Prometheus, and every panel's query in a table" },
  exit: { type: "boolean", default: false, describe: "With --local: leave at once in place of running on" },
  "prometheus-bin": { type: "string", describe: "With --local: the Prometheus server to run" },
  ...outputOptions,
  ...reviewOptions,
  ...reviewStateOptions,
  ...hostOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The paths after it. */
export const upPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs" },
} as const satisfies PositionalSet;

/** What `up` is asked for. */
export type UpFlags = CommandRequest<typeof upOptions, typeof upPositionals>;
