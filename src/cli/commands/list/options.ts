import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import { grafanaOptions, networkOptions, outputOptions, selectionOptions } from "../../flags/options.ts";
import { reviewOptions } from "../../flags/review-options.ts";

/** The options of `list`. */
export const listOptions = {
  ...outputOptions,
  ...selectionOptions,
  ...reviewOptions,
  ...grafanaOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The request of `list`. */
export type ListRequest = CommandRequest<typeof listOptions>;
