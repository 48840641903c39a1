import { defineCommand } from "../../define-command.ts";
import { describeOptions, describePositionals } from "./options.ts";

/** `describe`: the tree of every signal in a data spec and its first samples. Needs no server. */
export const describeCommand = defineCommand({
  name: "describe",
  summary: "Show what a data spec generates: trees of signals and first samples",
  json: {
    window: "from, to, stepSeconds, samples",
    seed: "Seed of all random signals",
    series: "Series on the wire",
    samples: "Samples",
    signals: "Shared causes: name, per, users, tree and courses with their first values",
    events: "type, time (ISO 8601) and how many series change",
    metrics: "name, type, help, unit and entries: labelSets, wireSeries, tree, first",
    warnings: "Texts for people",
  },
  positionals: describePositionals,
  options: describeOptions,
  run: async (request, context) => (await import("./run-describe.ts")).runDescribe(request, context),
});
