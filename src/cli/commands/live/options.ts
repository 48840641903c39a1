import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import {
  grafanaOptions,
  networkOptions,
  outputOptions,
  prometheusOptions,
  selectionOptions,
} from "../../flags/options.ts";
import { hostOptions, reviewOptions, reviewStateOptions } from "../../flags/review-options.ts";
import { shardForm } from "../../flags/shard.ts";

/** Every flag of `live`. */
export const liveOptions = {
  datasource: {
    type: "string",
    describe:
      "uid or name of Grafana's data source of this receiver: only its previews are written for; default the only " +
      "one, or the one with the receiver's address",
  },
  once: { type: "boolean", default: false, describe: "Write what is due, clean up what has expired, and exit" },
  shard: {
    type: "string",
    default: "1/1",
    form: shardForm,
    describe: "Write a part of the series: 1/8 to 8/8 write all of them together. job/8: as JOB_COMPLETION_INDEX says",
  },
  data: { type: "string", describe: "The data spec of previews whose own was too large to travel with them" },
  "max-series": { type: "number", default: 50_000, describe: "Maximum number of series of all previews together" },
  "look-every": {
    type: "duration",
    positive: true,
    default: "30s",
    longest: "1h",
    describe: "How often previews are listed",
  },
  "max-ttl": {
    type: "duration",
    default: "30d",
    describe: "No preview lives longer than this after its last save, whatever its tag says",
  },
  port: {
    type: "number",
    most: 65_535,
    describe: "Answer /-/ready, /-/healthy and /metrics on this port; 0: any free one",
  },
  host: { type: "string", default: "127.0.0.1", describe: "Address to listen on; 0.0.0.0: all of this machine" },
  ...outputOptions,
  ...selectionOptions,
  ...reviewOptions,
  ...hostOptions,
  "review-url": reviewStateOptions["review-url"],
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The request of `live`. */
export type LiveRequest = CommandRequest<typeof liveOptions>;
