import type { CommandModule, InferredOptionTypes, Options } from "yargs";
import type { CliContext } from "../../context.ts";
import { changeExpiry, expiryOptions } from "../extend/change-expiry.ts";

const options = {
  off: { type: "boolean", default: false, describe: "Let them expire again" },
  ...expiryOptions,
} as const satisfies Record<string, Options>;

type Flags = InferredOptionTypes<typeof options> & { uid?: string };

/** `keep`: exempts previews from expiry; every sweep lists them. Safe to repeat. */
export const keepCommand = (context: CliContext, done: (exitCode: number) => void): CommandModule => ({
  command: "keep [uid]",
  describe: "Exempt the previews of this review (or one, by uid) from expiry",
  builder: (yargs) => yargs.positional("uid", { type: "string", describe: "Only this preview, dp-…" }).options(options),
  handler: async (parsed) => {
    const args = parsed as unknown as Flags;
    const { keepPreviews } = await import("../../../preview/expiry.ts");
    done(await changeExpiry(args, context, (selection) => keepPreviews(selection, { keep: !args.off })));
  },
});
