import { defineCommand } from "../../define-command.ts";
import { packsOptions, packsPositionals } from "./options.ts";

/** `packs`: what the packs that a data spec can name have. Needs no server. */
export const packsCommand = defineCommand({
  name: "packs",
  summary: "List the packs that a data spec can name, or the metrics of one",
  json: {
    "packs?": "Without a name: name, title, about, source and metrics (how many)",
    "name?": "The pack's name; with it title, about and source",
    "labels?": "Labels of all its series, unless an entry gives others",
    "causes?": "name, and per: labels of which each set of values has a course of its own",
    "metrics?": "name, type, unit, help and labels: values by name",
  },
  positionals: packsPositionals,
  options: packsOptions,
  run: async (request, context) => (await import("./run-packs.ts")).runPacks(request, context),
});
