import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import {
  codeOptions,
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
  "min-history": {
    type: "duration",
    default: "15m",
    describe: "A receiver that takes less than --history gets what it takes, but no less than this",
  },
  ttl: { type: "duration", default: "72h", describe: "How long the preview lives; every up extends it" },
  "max-ttl": { type: "duration", default: "30d", describe: "Maximum --ttl; longer ones are reduced, with a warning" },
  isolation: {
    type: "choice",
    choices: ["label", "none"],
    default: "label",
    describe: "label: series and queries carry an isolation label; none: for a Prometheus used for previews only",
  },
  live: { type: "duration", describe: "Keep writing for this long after the history, such as 30m; stop with Ctrl-C" },
  "dry-run": { type: "boolean", default: false, describe: "Read, plan and probe; write and save nothing" },
  datasource: {
    type: "string",
    describe:
      "uid or name of Grafana's Prometheus data source; default the only one, or the one with the receiver's address",
  },
  "allow-shared-server": {
    type: "boolean",
    default: false,
    describe: "Write even if the receiver evaluates alert or recording rules",
  },
  untrusted: {
    type: "boolean",
    default: false,
    describe: "Treat the dashboards as untrusted: nothing in them may reach other data sources",
  },
  ...codeOptions,
  "fail-on": {
    type: "choice",
    choices: ["none", "error", "empty"],
    default: "error",
    describe: "Which panels set exit code 1",
  },
  "verify-timeout": {
    type: "duration",
    default: "60s",
    describe: "How long to wait until everything written can be read back",
  },
  local: {
    type: "boolean",
    default: false,
    describe: "Without any server: run every panel's query on a temporary Prometheus and print a table",
  },
  exit: { type: "boolean", default: false, describe: "With --local: exit when done" },
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
