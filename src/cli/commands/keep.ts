import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import type { CliContext } from "../context.ts";
import { grafanaOptions, networkOptions, outputOptions, reviewOptions } from "../options.ts";
import { printExpiry } from "../print-expiry.ts";
import { reviewFrom } from "../review-flags.ts";
import { grafanaFrom } from "../servers.ts";

const options = {
  off: { type: "boolean", default: false, describe: "Let them expire again" },
  "dry-run": { type: "boolean", default: false, describe: "Say what would be changed; change nothing" },
  ...outputOptions,
  ...reviewOptions,
  ...grafanaOptions,
  ...networkOptions,
} as const satisfies Record<string, Options>;

type Flags = InferredOptionTypes<typeof options> & { uid?: string };

/** `keep`: exempts previews from expiry; every sweep lists them. Safe to repeat. */
export const keepCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "keep [uid]",
  describe: "Exempt the previews of this review (or one, by uid) from expiry",
  builder: (yargs) => yargs.positional("uid", { type: "string", describe: "Only this preview, dp-…" }).options(options),
  handler: async (parsed) => {
    const args = parsed as unknown as Flags;
    const { keepPreviews } = await import("../../preview/expiry.ts");
    const { project, key } = reviewFrom(args, context);
    const grafana = grafanaFrom(args, context);
    try {
      const owner = args.uid === undefined || args.key !== undefined ? { project, key } : { project };
      const result = await keepPreviews(
        { grafana, owner, uid: args.uid, nowMs: context.now(), dryRun: args["dry-run"] },
        { keep: !args.off },
      );
      done(printExpiry(result, args, context));
    } finally {
      grafana.close();
    }
  },
});
