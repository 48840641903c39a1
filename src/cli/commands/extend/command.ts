import { durationFlag } from "../../../text/duration.ts";
import { defineCommand } from "../../define-command.ts";
import { expiryOptions, expiryPositionals } from "./options.ts";

/** `extend`: a later expiry for the previews of a review, or for one. Safe to repeat. */
export const extendCommand = defineCommand({
  name: "extend",
  summary: "Give the previews of this review (or one, by uid) a later expiry",
  positionals: expiryPositionals,
  options: {
    ttl: { type: "duration", default: "72h", describe: "How long from now" },
    "max-ttl": { type: "duration", default: "30d", describe: "Maximum --ttl; longer ones are reduced, with a warning" },
    ...expiryOptions,
  },
  json: {
    changed: "uid, title, url, kept, expiresAt",
    failed: "uid, title, reason",
    warnings: "Texts for people",
    dryRun: "Nothing was changed",
  },
  async run(request, context) {
    const { changeExpiry } = await import("./change-expiry.ts");
    const { extendPreviews } = await import("../../../preview/expiry.ts");
    const ttlMs = durationFlag("ttl", request.ttl);
    const maxTtlMs = durationFlag("max-ttl", request["max-ttl"]);
    return changeExpiry(request, context, (selection) => extendPreviews(selection, { ttlMs, maxTtlMs }));
  },
});
