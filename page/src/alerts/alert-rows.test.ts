import { expect, test } from "vitest";
import type { PageAlertRule, PageAlertSpan, PageAlerts } from "../../../src/report/page-data.ts";
import { activeSpans, alertRows, alertsOf, isAllCalm, placeSpans, summaryOf } from "./alert-rows.ts";

const range = { fromMs: 0, toMs: 100 };

const span = (state: PageAlertSpan["state"], fromMs: number, toMs: number): PageAlertSpan => ({ state, fromMs, toMs });

const ruleOf = (more: Partial<PageAlertRule>): PageAlertRule => ({
  ...{ key: more.alert ?? "A", alert: "A", group: "g", file: "r.yaml", line: 1, expr: "x > 1" },
  ...{ forMs: 0, keepFiringForMs: 0, intervalMs: 10, state: "inactive", failures: [], metrics: [], instances: [] },
  ...more,
});

const alertsWith = (more: Partial<PageAlerts>): PageAlerts => ({
  ...{ range, rules: [], problems: [], unevaluated: [], records: [], expectations: [] },
  ...more,
});

const firing = {
  state: "firing" as const,
  instances: [{ labels: { alertname: "A", job: "a" }, spans: [span("firing", 0, 100)] }],
};

test("a dashboard has the alerts of its scenario", () => {
  const [usual, incident] = [alertsWith({}), alertsWith({ scenario: "incident" })];
  const data = { alerts: [usual, incident] } as never;
  expect(alertsOf(data, "incident")).toBe(incident);
  expect(alertsOf(data, undefined)).toBe(usual);
  expect(alertsOf({} as never, undefined)).toBeUndefined();
});

test("a rule that has no alert is one quiet bar; one that has some is a bar for each set of labels", () => {
  const rows = alertRows(alertsWith({ rules: [ruleOf({}), ruleOf({ key: "2", ...firing })] }));
  expect(rows.map(({ bars }) => bars)).toEqual([
    [{ name: "", told: "", spans: [span("inactive", 0, 100)] }],
    [{ name: 'job="a"', told: "", spans: [span("firing", 0, 100)] }],
  ]);
  expect(rows.map(({ isCalm }) => isCalm)).toEqual([true, false]);
});

test("labels that all alerts of a rule share are told once", () => {
  const instances = ["a", "b"].map((instance) => ({
    labels: { alertname: "A", job: "node", instance },
    spans: [span("firing", 0, 100)],
  }));
  const [row] = alertRows(alertsWith({ rules: [ruleOf({ state: "firing", instances })] }));
  expect(row!.common).toBe('job="node"');
  expect(row!.bars.map(({ name, told }) => [name, told])).toEqual([
    ['instance="a", job="node"', 'instance="a"'],
    ['instance="b", job="node"', 'instance="b"'],
  ]);
});

test("a changed rule has the bars of before and after under each other, a removed one those of before", () => {
  const rows = alertRows(
    alertsWith({
      rules: [ruleOf({ change: "changed", ...firing })],
      before: {
        base: "main",
        rules: [ruleOf({ change: "changed" }), ruleOf({ key: "B", alert: "B", change: "removed" })],
      },
    }),
  );
  expect(rows.map(({ bars }) => bars.map(({ name, side, spans }) => [name, side, spans[0]!.state]))).toEqual([
    [
      ['job="a"', "before", "inactive"],
      ['job="a"', "after", "firing"],
    ],
    [["", "before", "inactive"]],
  ]);
});

test("all is calm where nothing fires, nothing changed and each expectation is met", () => {
  const calm = (more: Partial<PageAlerts>) => {
    const alerts = alertsWith({ rules: [ruleOf({})], ...more });
    return isAllCalm(alerts, alertRows(alerts));
  };
  const expectation = { alert: "A", labels: {}, expected: "fires", file: "a.yaml", line: 1 };
  expect(calm({})).toBe(true);
  expect(calm({ rules: [ruleOf({ state: "pending" })] })).toBe(false);
  expect(calm({ rules: [ruleOf({ change: "added" })] })).toBe(false);
  expect(calm({ problems: [{ file: "r.yaml", line: 1, text: "no" }] })).toBe(false);
  expect(calm({ expectations: [{ ...expectation, met: false }] })).toBe(false);
  expect(calm({ expectations: [{ ...expectation, alert: "None", met: false }] })).toBe(false);
});

test("the summary counts states, missed expectations and what does not parse", () => {
  const missed = { alert: "A", labels: {}, expected: "fires", met: false, file: "a.yaml", line: 1 };
  expect(
    summaryOf(alertsWith({ rules: [ruleOf({}), ruleOf({ state: "firing" }), ruleOf({})], expectations: [missed] })),
  ).toBe("1 fires, 2 are quiet; 1 expectation is not met");
  expect(summaryOf(alertsWith({ problems: [{ file: "r.yaml", line: 1, text: "no" }] }))).toBe("1 rule does not parse");
});

test("spans are cut to the part of the time axis that is shown", () => {
  const spans = [span("inactive", 0, 40), span("pending", 40, 60), span("firing", 60, 100)];
  expect(placeSpans(spans, { fromMs: 50, toMs: 100 })).toEqual([
    { span: spans[1], left: 0, width: 20 },
    { span: spans[2], left: 20, width: 80 },
  ]);
});

test("what fires lies above what is pending, whichever alert of the rule it is", () => {
  const instances = [
    { labels: {}, spans: [span("firing", 10, 20)] },
    { labels: {}, spans: [span("inactive", 0, 5), span("pending", 5, 30)] },
  ];
  expect(activeSpans(ruleOf({ instances }), range).map(({ span: one }) => one.state)).toEqual(["pending", "firing"]);
});
