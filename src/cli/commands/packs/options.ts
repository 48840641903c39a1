import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { outputOptions } from "../../flags/options.ts";

/** The options of `packs`. */
export const packsOptions = { ...outputOptions } as const satisfies OptionSet;

/** The argument of `packs`. */
export const packsPositionals = {
  name: { describe: "The pack whose metrics are shown (default: all packs, without their metrics)" },
} as const satisfies PositionalSet;

/** The request of `packs`. */
export type PacksRequest = CommandRequest<typeof packsOptions, typeof packsPositionals>;
