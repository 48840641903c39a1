import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import {
  binaryOptions,
  codeOptions,
  configurationOptions,
  dataOptions,
  dataSourceOptions,
  findingOptions,
  grafanaOptions,
  lifetimeOptions,
  networkOptions,
  outputOptions,
  prometheusOptions,
  relayOptions,
  rulesOptions,
  scenarioOptions,
  trustOptions,
} from "../../flags/options.ts";
import { pictureOptions } from "../../flags/picture-options.ts";
import { commentPictureOptions, hostOptions, reviewOptions, reviewStateOptions } from "../../flags/review-options.ts";

import { shardForm } from "../../flags/shard.ts";

/** Every flag of `up`; the action has an input for each. */
export const upOptions = {
  ...configurationOptions,
  ...dataOptions,
  ...scenarioOptions,
  ...rulesOptions,
  "min-history": {
    type: "duration",
    default: "15m",
    describe: "A receiver that takes less than --history gets what it takes, but no less than this",
  },
  ...lifetimeOptions,
  ttl: {
    ...lifetimeOptions.ttl,
    words: ["review"],
    describe:
      "How long the preview lives from now; every up extends it. review: until its review ends, as long as " +
      "sweeps hear that it is open",
  },
  isolation: {
    type: "choice",
    choices: ["label", "none"],
    default: "label",
    describe: "label: series and queries carry an isolation label; none: for a Prometheus used for previews only",
  },
  live: {
    type: "duration",
    words: ["until-expiry"],
    describe:
      "Keep writing for this long after the history, such as 30m; stop with Ctrl-C. until-expiry: dashpreview live " +
      "does, and the dashboard's time range moves",
  },
  shard: {
    type: "string",
    default: "1/1",
    form: shardForm,
    describe:
      "Write a part of the series beside other processes; 1/8 saves and checks. job/8: as JOB_COMPLETION_INDEX says",
  },
  run: {
    type: "string",
    form: { pattern: /^[A-Za-z0-9._-]{1,100}$/, expected: "up to 100 letters, digits, dots and dashes" },
    describe: "With --shard: the same for all shards, and for no other run; default the run of the CI",
  },
  "shard-wait": { type: "duration", default: "30m", longest: "1d", describe: "How long shards wait for each other" },
  "dry-run": { type: "boolean", default: false, describe: "Read, plan and probe; write and save nothing" },
  ...dataSourceOptions,
  ...trustOptions,
  ...codeOptions,
  ...findingOptions,
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
  port: {
    type: "number",
    default: 0,
    most: 65_535,
    describe: "With --local: the port that the page is served on; default a free one",
  },
  page: { type: "string", describe: "With --local: write the page to this file" },
  pictures: {
    type: "string",
    describe: "With --local or --pictures-from grafana: write a PNG of each dashboard and each panel to this folder",
  },
  "pictures-from": {
    type: "choice",
    choices: ["page", "grafana"],
    default: "page",
    describe: "page: drawn from the page; grafana: by Grafana's image renderer, else a browser that shows Grafana",
  },
  browser: pictureOptions.browser,
  watch: {
    type: "boolean",
    default: false,
    describe: "With --local: do it again when a dashboard, data spec or module changes; the open page reloads",
  },
  ...relayOptions,
  ...binaryOptions,
  ...outputOptions,
  ...reviewOptions,
  ...reviewStateOptions,
  ...hostOptions,
  ...commentPictureOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The paths after it. */
export const upPositionals = {
  dashboards: { many: true, describe: "Files, folders and globs; - is standard input" },
} as const satisfies PositionalSet;

/** The request of `up`. */
export type UpRequest = CommandRequest<typeof upOptions, typeof upPositionals>;
