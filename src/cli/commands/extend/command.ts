import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import { durationFlag } from "../../../text/duration.ts";
import type { CliContext } from "../../context.ts";
import { changeExpiry, expiryOptions } from "./change-expiry.ts";

const options = {
  ttl: { type: "string", default: "72h", describe: "How long from now" },
  "max-ttl": { type: "string", default: "30d", describe: "Longest --ttl; a longer one is cut, with a warning" },
  ...expiryOptions,
} as const satisfies Record<string, Options>;

type Flags = InferredOptionTypes<typeof options> & { uid?: string };

/** `extend`: a later expiry for the previews of a review, or for one. Safe to repeat. */
export const extendCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "extend [uid]",
  describe: "Give the previews of this review (or one, by uid) a later expiry",
  builder: (yargs) => yargs.positional("uid", { type: "string", describe: "Only this preview, dp-…" }).options(options),
  handler: async (parsed) => {
    const args = parsed as unknown as Flags;
    const { extendPreviews } = await import("../../../preview/expiry.ts");
    const ttlMs = durationFlag("ttl", args.ttl);
    const maxTtlMs = durationFlag("max-ttl", args["max-ttl"]);
    done(await changeExpiry(args, context, (selection) => extendPreviews(selection, { ttlMs, maxTtlMs })));
  },
});
