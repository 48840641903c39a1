import { momentForm } from "../../../serve/clock/moment.ts";
import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import {
  binaryOptions,
  limitOptions,
  networkOptions,
  outputOptions,
  prometheusOptions,
  relayOptions,
} from "../../flags/options.ts";

const { "prometheus-url": _, "prometheus-write-url": __, ...receiverOptions } = prometheusOptions;

/** The options of `serve`. */
export const serveOptions = {
  data: { type: "string", describe: "The data spec" },
  port: { type: "number", default: 9464, most: 65_535, describe: "Port to listen on; 0: any free one" },
  host: { type: "string", default: "127.0.0.1", describe: "Address to listen on; 0.0.0.0: all of this machine" },
  "allow-host": {
    type: "string",
    array: true,
    describe: "A name under which clients reach it, such as a container's; may be repeated",
  },
  speed: {
    type: "string",
    default: "1",
    form: { pattern: /^(?:\d{1,5}(?:\.\d{1,6})?)$/, expected: "a number from 0 to 86400, such as 60" },
    describe: "Seconds of the spec's clock for each second: 60 shows an hour in a minute",
  },
  at: {
    type: "string",
    form: { pattern: momentForm, expected: "now, a time in UTC such as 2026-01-31T12:00Z, or a duration such as 4h" },
    describe: "Where the spec's clock begins: a time, or a duration after the anchor; default now, or the spec's start",
  },
  scenario: { type: "string", describe: "Scenario of the spec that plays; default the spec itself" },
  "serve-token": {
    type: "string",
    secret: "whole",
    describe: "Bearer token of the API (prefer DASHPREVIEW_SERVE_TOKEN); default a new one, which is printed",
  },
  "open-reads": { type: "boolean", default: false, describe: "Questions to the API need no token; changes still do" },
  "protect-metrics": { type: "boolean", default: false, describe: "Scraping /metrics needs the token too" },
  "remote-write": {
    type: "string",
    describe: "Send what is served on by remote write, to this server or full address",
    group: "Remote write:",
  },
  ...relayOptions,
  label: {
    type: "string",
    form: { pattern: /^[a-zA-Z_][a-zA-Z0-9_]*=./, expected: "name=value" },
    describe: "A label of every series that is sent on, such as preview=pr-7",
    group: "Remote write:",
  },
  ...receiverOptions,
  ...networkOptions,
  history: {
    type: "duration",
    positive: true,
    describe: "How long before now the series began, such as 6h; default the spec's",
  },
  step: { type: "duration", positive: true, describe: "Time between two samples; default the spec's, else 15s" },
  ...binaryOptions,
  ...limitOptions,
  ...outputOptions,
} as const satisfies OptionSet;

/** The request of `serve`. */
export type ServeRequest = CommandRequest<typeof serveOptions>;
