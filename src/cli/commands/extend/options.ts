import type { CommandRequest, OptionSet, PositionalSet } from "../../flags/option.ts";
import { grafanaOptions, networkOptions, outputOptions } from "../../flags/options.ts";
import { reviewOptions } from "../../flags/review-options.ts";

/** Flags that `extend` and `keep` share. */
export const expiryOptions = {
  "dry-run": { type: "boolean", default: false, describe: "Say what would be changed; change nothing" },
  ...outputOptions,
  ...reviewOptions,
  ...grafanaOptions,
  ...networkOptions,
} as const satisfies OptionSet;

/** The one preview that may be named. */
export const expiryPositionals = { uid: { describe: "Only this preview, dp-…" } } as const satisfies PositionalSet;

/** The document that both print. */
export const expiryJson = {
  changed: "uid, title, url, kept, expiresAt",
  failed: "uid, title, reason",
  warnings: "Texts for people",
  dryRun: "Nothing was changed",
};

/** The request of `extend` and `keep`. */
export type ExpiryRequest = CommandRequest<typeof expiryOptions, typeof expiryPositionals>;
