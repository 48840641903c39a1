import { defineCommand } from "../../define-command.ts";
import { liveOptions } from "./options.ts";

/**
 * `live`: goes on writing for every preview of `up --live until-expiry`, until it expires, then cleans it up. Safe to
 * repeat; any number may run at once.
 */
export const liveCommand = defineCommand({
  name: "live",
  summary: "Go on writing live data for previews until they expire, then clean them up",
  json: {
    previews: "Previews that were written for last",
    series: "Series of these",
    leftAlone: "Previews that were not written for",
    samples: "Samples that the receiver took",
    skippedScrapes: "Scrapes of a preview that the receiver took no more",
    cleaned: "Previews that were deleted when they had expired",
    failures: "What did not work: list, spec, write, cleanup, comment",
  },
  options: liveOptions,
  run: async (request, context) => (await import("./run-live.ts")).runLiveCommand(request, context),
});
