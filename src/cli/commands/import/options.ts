import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import { networkOptions, outputOptions, prometheusOptions } from "../../flags/options.ts";
import { addressForm } from "../../flags/review-options.ts";

/** The options of `import`. */
export const importOptions = {
  "from-prometheus": {
    type: "string",
    form: addressForm,
    describe: "Address of the Prometheus to read; tokens as for --prometheus-url",
  },
  query: {
    type: "string",
    array: true,
    describe: "With --from-prometheus: a selector such as '{job=\"api\"}', or a query; may be repeated",
  },
  range: { type: "duration", positive: true, default: "6h", describe: "With --from-prometheus: how much is read" },
  at: {
    type: "string",
    form: { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/, expected: "a time in UTC such as 2026-01-31T12:00Z" },
    describe: "With --from-prometheus: the end of the range, such as 2026-01-31T12:00Z; default now",
  },
  step: {
    type: "duration",
    positive: true,
    describe: "With --from-prometheus: time between two values; default some 720 in the range",
  },
  "from-csv": { type: "string", describe: "A panel's data as Grafana exports it (Inspect, Data, Download CSV)" },
  name: { type: "string", default: "imported", describe: "Metric name of series that have none" },
  digits: { type: "number", default: 4, describe: "Significant digits that values keep, 1 to 15" },
  "keep-labels": { type: "boolean", default: false, describe: "Keep the values of labels; default: made-up ones" },
  mapping: { type: "string", describe: "Write the replaced values of labels to this file, as CSV" },
  file: { type: "string", alias: "o", describe: "Write the spec to this file; default standard output" },
  force: { type: "boolean", default: false, describe: "Overwrite the files" },
  ...outputOptions,
  ...prometheusOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The request of `import`. */
export type ImportRequest = CommandRequest<typeof importOptions, Record<never, never>>;
