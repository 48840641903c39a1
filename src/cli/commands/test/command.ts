import { defineCommand } from "../../define-command.ts";
import { testOptions, testPositionals } from "./options.ts";

/** `test`: alert and recording rules against the series of a data spec. Needs no server of its own. */
export const testCommand = defineCommand({
  name: "test",
  summary: "Run alert and recording rules against a data spec, and say which alerts fire when",
  json: {
    ok: "No expectation was missed and no rule failed",
    window: "from and to: when alert rules were evaluated",
    alerts: "Each alert rule: state, reason, and its alerts with their intervals, labels and annotations",
    records: "Each recording rule: series, reason, failures",
    unevaluated: "Groups in LogQL, and rules of Grafana that Prometheus cannot evaluate, with the reason",
    expectations: "What the spec expects: alert, labels, expected, met, reason",
    problems: "What Prometheus would refuse: file, line, message",
    warnings: "Texts for people",
  },
  positionals: testPositionals,
  options: testOptions,
  run: async (request, context) => (await import("./run-test.ts")).runTest(request, context),
});
