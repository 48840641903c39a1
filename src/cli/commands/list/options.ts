import type { CommandRequest, OptionSet } from "../../flags/option.ts";
import { grafanaOptions, networkOptions, outputOptions, reviewOptions, selectionOptions } from "../../flags/options.ts";

/** What `list` may be told. */
export const listOptions = {
  ...outputOptions,
  ...selectionOptions,
  ...reviewOptions,
  ...grafanaOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** What `list` is asked for. */
export type ListRequest = CommandRequest<typeof listOptions>;
