import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { runCli } from "../e2e/cli.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { askPromtool, type JsonAlert } from "./promtool.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const intervalMs = 30_000;
/** Two days ago at midnight: hours of the day are those of promtool's 1970, too. */
const startMs = Math.floor(Date.now() / 86_400_000 - 2) * 86_400_000;
const start = new Date(startMs).toISOString().slice(0, 19);

async function compare(rules: string, metrics: string, history = "1h") {
  const spec = `version: 1\nstart: ${start}Z\nhistory: ${history}\nstep: 15s\nmetrics:\n${metrics}`;
  writeFileSync(join(folder, "rules.yaml"), rules);
  writeFileSync(join(folder, "spec.yaml"), spec);
  const args = ["test", "rules.yaml", "--data", "spec.yaml", "--lead-in", "0s", "--evaluation-interval", "30s"];
  const run = await runCli([...args, "--output", "json"], {
    cwd: folder,
    env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
  });
  expect(run.stdout, run.stderr).not.toBe("");
  const { alerts } = run.json<{ alerts: JsonAlert[] }>();
  const { said, compared } = askPromtool(folder, { rules, spec, alerts, intervalMs, nowMs: Date.now() });
  expect(said).toBe("");
  return { alerts, compared };
}
const stateOf = (alerts: readonly JsonAlert[], name: string) => alerts.find(({ alert }) => alert === name)!;

test("test agrees with promtool about for, keep_firing_for, resets, absence, joins, histograms and texts", async () => {
  const rules = `groups:
  - name: records
    rules:
      - {record: "job:requests:rate5m", expr: "sum by (job, code) (rate(http_requests_total[5m]))"}
      - {record: "job:errors:ratio", expr: 'sum by (job) ("job:requests:rate5m"{code=~"5.."})', labels: {made: by-rule}}
  - name: alerts
    rules:
      - alert: Errors
        expr: 'sum by (job) (job:requests:rate5m{code="500"}) / sum by (job) (job:requests:rate5m) > 0.05'
        for: 5m
        keep_firing_for: 4m
        labels: {severity: page, who: "{{ $labels.job | toUpper }}"}
        annotations:
          summary: '{{ $labels.job }}: {{ $value | humanizePercentage }}, {{ printf "%.3f" $value }}, {{ humanizeDuration 3723 }}'
          more: '{{ with printf "sum(job:requests:rate5m{job=%q})" $labels.job | query }}{{ . | first | value | humanize }}{{ end }}{{ if gt $value 0.1 }} much{{ else }} little{{ end }}'
          each: '{{ range query "job:requests:rate5m" | sortByLabel "code" }}{{ .Labels.code }}={{ .Value | humanize1024 }};{{ end }}'
          wrong: '{{ $labels.nothing }}|{{ first (query "absent_metric") }}'
      - {alert: Down, expr: up == 0, for: 2m, annotations: {summary: "{{ $labels.instance }} is {{ $value }}"}}
      - {alert: Gone, expr: 'absent(up{instance="c"})', for: 1m}
      - {alert: Flaps, expr: "changes(up[10m]) > 3"}
      - {alert: Restarted, expr: "resets(http_requests_total[5m]) > 0", annotations: {at: "{{ $labels }}"}}
      - {alert: Slow, expr: 'histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m]))) > 0.5', for: 1m}
      - {alert: Full, expr: "predict_linear(disk_free[15m], 3600) < 0"}
      - {alert: Night, expr: "hour() < 1 and on() vector(1)"}
      - {alert: Nan, expr: "gauge / 0 > 1"}
      - {alert: Never, expr: "gauge > 1000"}
`.replace(`'sum by (job) ("job:requests:rate5m"{code=~"5.."})'`, `'sum by (job) (job:requests:rate5m{code=~"5.."})'`);
  const metrics = `  - name: http_requests_total
    type: counter
    series:
      - {labels: {job: [api, web], code: "200"}, rate: 40, resets: {at: [31m]}}
      - labels: {job: api, code: "500"}
        rate: [{limit: {of: 0, for: 10m}}, {line: {from: 0, to: 20, for: 5m}}, {limit: {of: 20, for: 12m}}, {limit: {of: 0.1, for: 2m}}, {limit: {of: 9, for: 9m}}, {limit: {of: 0, for: 30m}}]
  - name: up
    type: gauge
    series:
      - {labels: {instance: a}, value: "1x39 0x20 _x4 1x100"}
      - {labels: {instance: b}, value: "1 1 0 0 1 1 0 0 1 1 1 0 0 1x200"}
      - {labels: {instance: c}, value: "1x20 stale _x30 1x200"}
  - name: latency_seconds
    type: histogram
    buckets: [0.1, 0.25, 0.5, 1]
    series:
      - {labels: {job: api}, rate: 10, observe: {lognormal: {p50: {line: {from: 0.05, to: 1, for: 1h}}, p99: 3}}}
  - name: disk_free
    type: gauge
    series:
      - {value: {line: {from: 5000, to: 100, for: 1h}}}
  - name: gauge
    type: gauge
    series:
      - {labels: {x: "1"}, value: [{limit: {of: 0, for: 20m}}, {limit: {of: 3, for: 40m}}]}
`;
  const { alerts, compared } = await compare(rules, metrics);
  const firing = alerts.filter(({ state }) => state === "firing").map(({ alert }) => alert);
  expect(firing).toEqual(["Errors", "Down", "Gone", "Flaps", "Restarted", "Slow", "Full", "Night", "Nan"]);
  expect(stateOf(alerts, "Never").reason).toContain("the left side is 0 to 3, the right side 1000");
  expect(stateOf(alerts, "Errors").templates.join()).toContain("first() called on vector with no elements");
  expect(compared).toBeGreaterThan(120);
});

test("test agrees with promtool where rules read what later ones, or they themselves, made", async () => {
  const rules = `groups:
  - name: first
    rules:
      - {alert: Both, expr: 'count(ALERTS{alertname="Hot",alertstate="firing"}) >= 1', for: 1m}
      - {record: "total", expr: "(total or vector(0)) + 1"}
      - {alert: Counted, expr: "total > 40"}
      - {alert: Hot, expr: "temperature > 30", for: 3m, labels: {level: "{{ if gt $value 35.0 }}red{{ else }}yellow{{ end }}"}}
      - {alert: Since, expr: 'time() - ALERTS_FOR_STATE{alertname="Hot"} > 400'}
`;
  const metrics = `  - name: temperature
    type: gauge
    series:
      - {labels: {room: a}, value: [{line: {from: 15, to: 40, for: 30m}}, {line: {from: 40, to: 15, for: 15m}}, {limit: {of: 15, for: 15m}}]}
      - {labels: {room: b}, value: [{limit: {of: 15, for: 20m}}, {limit: {of: 26, for: 5m}}, {limit: {of: 22, for: 10m}}, {limit: {of: 10, for: 25m}}]}
`;
  const { alerts } = await compare(rules, metrics);
  expect(stateOf(alerts, "Both").state).toBe("firing");
  expect(stateOf(alerts, "Counted").state).toBe("firing");
});

test("export-promtool names the groups in their order, for promtool's own is a random one", async () => {
  const group = (name: string) => `  - {name: ${name}, rules: [{alert: ${name}, expr: "up == 0"}]}`;
  writeFileSync(join(folder, "rules.yaml"), `groups:\n${["zeta", "alpha", "mid"].map(group).join("\n")}\n`);
  writeFileSync(join(folder, "twice.yaml"), `groups:\n${group("zeta")}\n`);
  writeFileSync(
    join(folder, "spec.yaml"),
    "version: 1\nhistory: 5m\nstep: 15s\nmetrics: [{name: up, type: gauge, series: [{value: 1}]}]\n",
  );
  const order = async (...rules: string[]) => {
    const flags = rules.flatMap((one) => ["--rules", one]);
    const { stdout, stderr } = await runCli(["export-promtool", "--data", "spec.yaml", ...flags], { cwd: folder });
    expect(stderr).not.toContain("error");
    return (parse(stdout) as { group_eval_order?: string[] }).group_eval_order;
  };
  expect(await order("rules.yaml")).toEqual(["zeta", "alpha", "mid"]);
  // promtool takes no name twice.
  expect(await order("rules.yaml", "twice.yaml")).toBeUndefined();
});

test("export-promtool writes no expectation that the file cannot meet, and says why", async () => {
  writeFileSync(join(folder, "high.yaml"), "groups: [{ name: g, rules: [{ alert: High, expr: load > 5 }] }]\n");
  writeFileSync(
    join(folder, "high.data.yaml"),
    "version: 1\nhistory: 2h\nstep: 1m\n" +
      "metrics: [{ name: load, type: gauge, series: [{ value: [{ limit: { of: 1, for: 1h } }, { limit: { of: 9, for: 1h } }] }] }]\n" +
      "alerts: [{ alert: High, fires: { after: 1h, within: 5m } }]\n",
  );
  const exported = async (...flags: string[]) => {
    const args = ["export-promtool", "--data", "high.data.yaml", ...flags, "-o", "high.test.yaml", "--output", "json"];
    const { unsaid } = (await runCli(args, { cwd: folder })).json<{ unsaid: { what: string; reason: string }[] }>();
    execFileSync(toolPath("promtool"), ["test", "rules", "high.test.yaml"], { cwd: folder });
    const tests = (parse(readFileSync(join(folder, "high.test.yaml"), "utf8")) as { tests: object[] }).tests;
    return { reason: unsaid.find(({ what }) => what === "alert")!.reason, text: JSON.stringify(tests) };
  };
  const without = await exported();
  expect(without.reason).toBe("without rules no alert can fire: name their files with --rules");
  expect(without.text).not.toContain("ALERTS");
  const short = await exported("--rules", "high.yaml", "--history", "30m");
  expect(short.reason).toBe("it may fire until 1h5m, and the window ends at 29m: lengthen --history");
  expect(short.text).not.toContain("ALERTS");
  expect((await exported("--rules", "high.yaml")).text).toContain("ALERTS");
});

test("import-promtool writes no data spec that is too large to be read", async () => {
  const values = Array.from({ length: 100_000 }, (_, index) => `${index % 7}.${index % 997}`).join(" ");
  writeFileSync(
    join(folder, "large.test.yaml"),
    `tests: [{ name: much, interval: 1s, input_series: [${["a", "b", "c"].map((x) => `{ series: 'm{x="${x}"}', values: '${values}' }`).join(", ")}] }]\n`,
  );
  const result = await runCli(["import-promtool", "large.test.yaml", "-o", "large.data.yaml"], { cwd: folder });
  expect(result.code).toBe(2);
  expect(result.stderr).toMatch(/the data spec of test "much" would have \d\.\d MiB, and 1 MiB is the most/);
  expect(existsSync(join(folder, "large.data.yaml"))).toBe(false);
});
