import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import {
  dataSourceOptions,
  grafanaOptions,
  networkOptions,
  outputOptions,
  prometheusOptions,
} from "../../flags/options.ts";

/** The options of `doctor`. */
export const doctorOptions = {
  history: { type: "duration", positive: true, default: "6h", describe: "How much history up will be asked for" },
  step: { type: "duration", positive: true, default: "15s", describe: "Scrape interval" },
  datasource: dataSourceOptions.datasource,
  "allow-shared-server": { type: "boolean", default: false, describe: "Rules on the receiver are no failure" },
  ...outputOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
  // Whoever looks whether a server is there wants to know now.
  "retry-for": { ...networkOptions["retry-for"], default: "5s" },
} as const satisfies OptionSet;

/** The request of `doctor`. */
export type DoctorRequest = CommandRequest<typeof doctorOptions>;
