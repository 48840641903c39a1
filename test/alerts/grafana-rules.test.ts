import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { temporaryFolder } from "../servers/process.ts";
import type { JsonAlert } from "./promtool.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// a goes from 10 to 90 after 20 minutes, b stays at 50.
const spec = `version: 1
history: 1h
metrics:
  - name: load
    type: gauge
    series:
      - {labels: {host: a}, value: [{limit: {of: 10, for: 20m}}, {limit: {of: 90, for: 40m}}]}
      - {labels: {host: b}, value: 50}
`;
const query = (expr: string, more = "") =>
  `{refId: A, datasourceUid: prom, relativeTimeRange: {from: 600, to: 0}, model: {expr: '${expr}', ${more}intervalMs: 15000, maxDataPoints: 100}}`;
const expression = (refId: string, model: string) => `{refId: ${refId}, datasourceUid: __expr__, model: {${model}}}`;
const threshold = (of: string, type: string, ...params: number[]) =>
  expression(
    "C",
    `type: threshold, expression: ${of}, conditions: [{evaluator: {type: ${type}, params: [${params.join()}]}}]`,
  );
const rule = (title: string, more: string, ...data: string[]) =>
  `      - {uid: ${title}, title: ${title}, condition: C, ${more}data: [${data.join(", ")}]}\n`;

test("test evaluates Grafana's rules with queries, reduce, math, threshold and classic conditions, and names the others", async () => {
  writeFileSync(join(folder, "spec.yaml"), spec);
  const classic =
    "type: classic_conditions, conditions: [{evaluator: {type: gt, params: [80]}, query: {params: [A]}, reducer: {type: max}}]";
  writeFileSync(
    join(folder, "rules.yaml"),
    `apiVersion: 1
groups:
  - orgId: 1
    name: hosts
    folder: Ops
    interval: 1m
    rules:
${rule("Instant", "for: 5m, labels: {team: ops}, annotations: {summary: '{{ $values.A }}'}, ", query("load", "instant: true, "), threshold("A", "gt", 80))}${rule("Mean", "", query("load"), expression("B", "type: reduce, expression: A, reducer: mean"), threshold("B", "within_range", 70, 100))}${rule("Math", "", query("load", "instant: true, "), expression("C", "type: math, expression: $A * 2 > 90 && $A < 60"))}${rule("Classic", "", query("load"), expression("C", classic))}${rule("Sql", "", query("load"), expression("C", "type: sql, expression: select 1"))}${rule("Paused", "isPaused: true, ", query("load"), threshold("A", "gt", 1))}---
apiVersion: rules.alerting.grafana.app/v0alpha1
kind: AlertRule
metadata: {name: resource}
spec:
  title: Resource
  trigger: {interval: 30s}
  expressions:
    A: {datasourceUID: prom, relativeTimeRange: {from: 600s, to: 0s}, model: {expr: max(load), instant: true}}
    C: {datasourceUID: __expr__, source: true, model: {type: threshold, expression: A, conditions: [{evaluator: {type: lt, params: [60]}}]}}
`,
  );
  const args = ["test", "rules.yaml", "--data", "spec.yaml", "--lead-in", "0s", "--output", "json"];
  const run = await runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
  expect(run.code, run.stderr).toBe(0);
  const { alerts, unevaluated, window } = run.json<{
    alerts: (JsonAlert & { namespace?: string; intervalSeconds: number })[];
    unevaluated: { rule: string; reason: string }[];
    window: { from: string };
  }>();
  const begins = (name: string) =>
    alerts
      .find(({ alert }) => alert === name)!
      .instances.flatMap(({ labels, intervals }) =>
        intervals
          .filter(({ state }) => state === "firing")
          .map(({ from }) => [labels["host"], Math.floor((Date.parse(from) - Date.parse(window.from)) / 60_000)]),
      );
  const near = (minutes: number) => expect.closeTo(minutes, -0.4) as number;
  expect(begins("Instant")).toEqual([["a", near(25)]]);
  // The mean of ten minutes is 70 once 7.5 of them were at 90.
  expect(begins("Mean")).toEqual([["a", near(27.5)]]);
  expect(begins("Math")).toEqual([["b", near(0)]]);
  expect(begins("Classic")).toEqual([[undefined, near(20)]]);
  expect(begins("Resource")).toEqual([[undefined, near(0)]]);
  expect(alerts[0]).toMatchObject({ namespace: "Ops", intervalSeconds: 60 });
  expect(alerts[0]!.instances[0]!.intervals[0]!.annotations).toEqual({ summary: "90" });
  expect(unevaluated).toMatchObject([
    { rule: "Sql", reason: "expressions of the type sql are not evaluated" },
    { rule: "Paused", reason: "it is paused" },
  ]);
});

test("test shows labels and annotations of a rule's changing value, what a file leaves open, and what is not evaluated", async () => {
  writeFileSync(join(folder, "spec.yaml"), spec);
  const sql = expression("S", "type: sql, expression: select 1");
  const texts =
    "labels: {level: '{{ $values.A }}'}, annotations: {summary: '{{ $labels.grafana_folder }} {{ $value }} {{ $values.S }}', open: '{{ $values.S.Value | humanize }}'}, ";
  const grafana = (name: string, more: string) => `apiVersion: rules.alerting.grafana.app/v0alpha1
kind: AlertRule
metadata: {name: r1, annotations: {grafana.app/folder: ops}}
spec:
  title: ${name}
  trigger: {interval: 1m}
  for: 10m
  annotations: {uid: '{{ $labels.__alert_rule_uid__ }} {{ $labels.__alert_rule_namespace_uid__ }} {{ $labels.grafana_folder }}'}
  ${more}
  expressions:
    A: {datasourceUID: prom, relativeTimeRange: {from: 600s, to: 0s}, model: {expr: 'load * 0 + scalar(minute())', instant: true}}
    C: {datasourceUID: __expr__, source: true, model: {type: threshold, expression: A, conditions: [{evaluator: {type: gt, params: [-1]}}]}}
`;
  writeFileSync(
    join(folder, "rules.yaml"),
    `groups:
  - name: hosts
    folder: Ops
    interval: 1m
    rules:
${rule("Level", texts, query("load", "instant: true, "), sql, threshold("A", "gt", 40))}---
${grafana("Never", "labels: {minute: '{{ $values.A }}'}")}---
${grafana("Fires", "labels: {minute: 'any'}")}`,
  );
  const args = ["test", "rules.yaml", "--data", "spec.yaml", "--lead-in", "0s", "--output", "json"];
  const run = await runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
  const { alerts } = run.json<{ alerts: JsonAlert[] }>();
  const [level, never, fires] = alerts;
  expect(level!.instances.map(({ labels }) => [labels["host"], labels["level"]])).toEqual([
    ["b", "50"],
    ["a", "90"],
  ]);
  expect(level!.instances[1]!.intervals[0]!.annotations).toEqual({
    summary: "Ops 90 [not evaluated]",
    open: "{{ $values.S.Value | humanize }}",
  });
  expect(level!.templates).toEqual([expect.stringContaining("annotation open: error executing template")]);
  expect(run.code).toBe(1);
  // A label that changes makes a new alert each time, which never waits long enough.
  expect(never).toMatchObject({ state: "pending" });
  const minutes = never!.instances.map(({ labels }) => `${labels["host"]} ${labels["minute"]}`);
  expect(minutes.length).toBeGreaterThan(100);
  expect(new Set(minutes).size).toBe(minutes.length);
  expect(fires).toMatchObject({ state: "firing", instances: [{}, {}] });
  expect(fires!.instances[0]!.intervals[0]!.annotations).toEqual({ uid: "r1 ops [title of the folder]" });
});
