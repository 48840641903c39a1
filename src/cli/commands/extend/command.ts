import { defineCommand } from "../../define-command.ts";
import { lifetimeOptions } from "../../flags/options.ts";
import { expiryJson, expiryOptions, expiryPositionals } from "./options.ts";

/** `extend`: a later expiry for the previews of a review, or for one. Safe to repeat. */
export const extendCommand = defineCommand({
  name: "extend",
  summary: "Give the previews of this review (or one, by uid) a later expiry",
  positionals: expiryPositionals,
  options: {
    ...lifetimeOptions,
    ...expiryOptions,
  },
  json: expiryJson,
  async run(request, context) {
    const { changeExpiry } = await import("./change-expiry.ts");
    const { extendPreviews } = await import("../../../preview/expiry.ts");
    const ttlMs = request.ttlMs;
    const maxTtlMs = request.maxTtlMs;
    return changeExpiry(request, context, (selection) => extendPreviews(selection, { ttlMs, maxTtlMs }));
  },
});
