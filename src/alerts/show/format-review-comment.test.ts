import { expect, test } from "vitest";
import type { TestedAlert, TestedInterval } from "../result/rule-test.ts";
import type { ReviewedAlert, RuleReview } from "../review/compare-rules.ts";
import { formatReviewComment } from "./format-review-comment.ts";

const minute = 60_000;
const startMs = Date.UTC(2026, 10, 27, 12);
const fires = (from: number, until?: number): TestedInterval => ({
  state: "firing",
  fromMs: startMs + from * minute,
  untilMs: until === undefined ? undefined : startMs + until * minute,
  value: 1,
  annotations: new Map(),
});
const alert = (name: string, instances: Readonly<Record<string, readonly TestedInterval[]>>): TestedAlert => ({
  ...{ alert: name, group: "g", namespace: undefined, file: "r.yaml", line: 3, expr: "x", failures: [] },
  ...{ forMs: 0, keepFiringForMs: 0, intervalMs: minute, reason: undefined },
  state: Object.keys(instances).length > 0 ? "firing" : "inactive",
  instances: Object.entries(instances).map(([job, intervals]) => ({ labels: new Map([["job", job]]), intervals })),
});
const review = (alerts: readonly ReviewedAlert[], over: Partial<RuleReview["test"]> = {}): RuleReview => ({
  alerts,
  removed: [],
  uncompared: undefined,
  test: {
    window: { fromMs: startMs, toMs: startMs + 40 * minute },
    ...{ alerts: alerts.map((one) => one.alert), records: [], unevaluated: [], problems: [], expectations: [] },
    ...{ warnings: [], ...over },
  },
});
const all = { alerts: 50, instances: 10, lines: 50 };

test("formatReviewComment draws before above now for every label set of either", () => {
  const now = alert("Late", { api: [fires(10)], web: [fires(30, 35)] });
  const before = alert("Late", { api: [fires(0, 20)], old: [fires(0, 4)] });
  const text = formatReviewComment(review([{ alert: now, change: "changed", before }]), all);
  const [, bars = ""] = /<pre><code>([\s\S]*)\n<\/code><\/pre>/.exec(text)!;
  const [on, off] = ["█", "·"];
  expect(bars.split("\n").map((line) => line.replaceAll(/&#\d+;/g, ""))).toEqual([
    'job="api"',
    `before ${on.repeat(20)}${off.repeat(20)} firing 12:00 to 12:20`,
    `now    ${off.repeat(10)}${on.repeat(30)} firing 12:10`,
    'job="web"',
    `before ${off.repeat(40)} inactive`,
    `now    ${off.repeat(30)}${on.repeat(5)}${off.repeat(5)} firing 12:30 to 12:35`,
    'job="old"',
    `before ${on.repeat(4)}${off.repeat(36)} firing 12:00 to 12:04`,
    `now    ${off.repeat(40)} inactive`,
  ]);
});

test("formatReviewComment puts alerts that are as in the base into one line, and says what is changed", () => {
  const same = ["A", "B", "C"].map((name): ReviewedAlert => {
    const one = alert(name, {});
    return { alert: one, change: "unchanged", before: one };
  });
  const text = formatReviewComment(review(same), { ...all, lines: 2 });
  expect(text).toContain("no alert is changed");
  expect(text).toContain("As in the base: <code>A</code> is inactive, <code>B</code> is inactive and 1 more.");
  expect(text).not.toContain("<pre>");
});

test("formatReviewComment lets no name, label, reason or message out of its place", () => {
  const hostile = "</code></pre>\n\n# x @team #1 <img src=x> [a](b) | `c`";
  const bad = alert(hostile, { [hostile]: [fires(0)] });
  const text = formatReviewComment(
    {
      ...review([{ alert: bad, change: "new", before: undefined }], {
        problems: [{ file: hostile, line: 1, message: hostile }],
        expectations: [
          { alert: hostile, labels: new Map(), expected: hostile, met: false, reason: hostile, file: hostile, line: 1 },
        ],
        unevaluated: [{ group: hostile, namespace: undefined, file: hostile, line: 1, reason: hostile }],
      }),
      removed: [bad],
      uncompared: hostile,
    },
    all,
  );
  expect(text).not.toMatch(/<img|@team|(?<!&)#1\b|\[a\]|`c`|^# x/m);
  expect(text.match(/<pre>/g)).toHaveLength(1);
  expect(text.match(/<\/pre>/g)).toHaveLength(1);
});

test("formatReviewComment writes out only so many alerts, label sets and lines", () => {
  const many = Array.from({ length: 200 }, (_, index): ReviewedAlert => {
    const jobs = Object.fromEntries(Array.from({ length: 100 }, (_, job) => [`job-${job}`, [fires(0)]]));
    return { alert: alert(`A${index}`, jobs), change: "new", before: undefined };
  });
  const text = formatReviewComment(review(many), { alerts: 3, instances: 2, lines: 5 });
  expect(text.match(/<pre>/g)).toHaveLength(3);
  expect(text).toContain("… and 98 label sets more");
  expect(text).toContain("… and 197 alerts more");
  expect(formatReviewComment(review(many), { alerts: 0, instances: 0, lines: 0 }).length).toBeLessThan(500);
});

test("formatReviewComment names states of Grafana's alerts as Grafana does, with a sign for each", () => {
  const stated = (state: TestedInterval["state"], grafanaState: string, from: number, until?: number) => ({
    ...{ ...fires(from, until), state, grafanaState },
  });
  const now: TestedAlert = {
    ...alert("Load", {
      api: [stated("firing", "Alerting", 0, 10), stated("recovering", "Recovering", 10, 20)],
      web: [stated("nodata", "NoData", 30)],
    }),
    grafanaState: "Alerting",
  };
  const before: TestedAlert = { ...alert("Load", {}), grafanaState: "Normal" };
  const text = formatReviewComment(review([{ alert: now, change: "changed", before }]), all);
  expect(text).toContain("▒ Pending, ▓ Recovering, ? NoData, █ Alerting");
  expect(text).toContain("is changed: is Alerting; it was Normal");
  expect(text).toContain(
    `${"█".repeat(10)}${"▓".repeat(10)}${"·".repeat(20)} Alerting 12:00 to 12:10, Recovering 12:10`,
  );
  expect(text).toContain(`${"·".repeat(30)}${"?".repeat(10)} NoData 12:30`);
});
