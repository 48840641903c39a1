import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { grafanaOptions, networkOptions } from "../../flags/options.ts";

/** The options of `export`. */
export const exportOptions = {
  file: { type: "string", alias: "o", describe: "Write to this file; default standard output" },
  ...grafanaOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The argument of `export`. */
export const exportPositionals = {
  uid: { required: true, describe: "Of the preview, dp-…" },
} as const satisfies PositionalSet;

/** The request of `export`. */
export type ExportRequest = CommandRequest<typeof exportOptions, typeof exportPositionals>;
