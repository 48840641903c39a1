import type { InferredOptionTypes, Options } from "yargs";
import { outputOptions } from "../../flags/options.ts";

/** What `validate` may be told. */
export const validateOptions = {
  data: { type: "string", describe: "Data spec; default x.data.yaml beside x.json, then dashpreview.yaml" },
  history: { type: "string", describe: "Time of history before now" },
  step: { type: "string", describe: "Scrape interval" },
  "max-series": { type: "number", default: 50_000, describe: "Most series that a spec may make" },
  "max-samples": { type: "number", default: 100_000_000, describe: "Most samples that a spec may make" },
  untrusted: { type: "boolean", default: false, describe: "As up --untrusted would" },
  "allow-code": {
    type: "boolean",
    default: false,
    describe: "Run modules (.ts, .js) that make a dashboard; they can read the project and reach the network",
  },
  ...outputOptions,
} as const satisfies Record<string, Options>;

/** The flags of `validate` and the paths after it. */
export type ValidateFlags = InferredOptionTypes<typeof validateOptions> & { dashboards: string[] };
