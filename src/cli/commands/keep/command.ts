import { defineCommand } from "../../define-command.ts";
import { expiryJson, expiryOptions, expiryPositionals } from "../extend/options.ts";

/** `keep`: exempts previews from expiry; every sweep lists them. Safe to repeat. */
export const keepCommand = defineCommand({
  name: "keep",
  summary: "Exempt the previews of this review (or one, by uid) from expiry",
  positionals: expiryPositionals,
  options: { off: { type: "boolean", default: false, describe: "Let them expire again" }, ...expiryOptions },
  json: expiryJson,
  async run(request, context) {
    const { changeExpiry } = await import("../extend/change-expiry.ts");
    const { keepPreviews } = await import("../../../preview/expiry.ts");
    return changeExpiry(request, context, (selection) => keepPreviews(selection, { keep: !request.off }));
  },
});
