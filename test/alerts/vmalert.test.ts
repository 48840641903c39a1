import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { writeSpec } from "../oracle/write-spec.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { querySeries } from "../servers/read-samples.ts";
import type { JsonAlert } from "./promtool.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const intervalMs = 30_000;
const rules = `groups:
  - name: alerts
    interval: 30s
    rules:
      - {alert: Errors, expr: 'sum by (job) (rate(http_requests_total{code="500"}[5m])) / sum by (job) (rate(http_requests_total[5m])) > 0.05', for: 5m, labels: {severity: page}}
      - {alert: Down, expr: up == 0, for: 2m}
      - {alert: Gone, expr: 'absent(up{instance="c"})', for: 1m}
      - {alert: Flaps, expr: "changes(up[10m]) > 3"}
      - {alert: Full, expr: "predict_linear(disk_free[15m], 3600) < 0"}
      - {alert: Never, expr: "disk_free > 1000000", for: 1m}
`;
const metrics = `  - name: http_requests_total
    type: counter
    series:
      - {labels: {job: [api, web], code: "200"}, rate: 40}
      - labels: {job: api, code: "500"}
        rate: [{limit: {of: 0, for: 10m}}, {line: {from: 0, to: 20, for: 5m}}, {limit: {of: 20, for: 12m}}, {limit: {of: 0.1, for: 2m}}, {limit: {of: 9, for: 9m}}, {limit: {of: 0, for: 30m}}]
  - name: up
    type: gauge
    series:
      - {labels: {instance: a}, value: "1x39 0x20 _x4 1x200"}
      - {labels: {instance: b}, value: "1 1 0 0 1 1 0 0 1 1 1 0 0 1x300"}
      - {labels: {instance: c}, value: "1x20 stale _x30 1x250"}
  - name: disk_free
    type: gauge
    series:
      - {value: {line: {from: 5000, to: 100, for: 1h}}}
`;

test("test agrees with vmalert's replay about the state of every alert at every evaluation", async () => {
  const startMs = Math.floor(Date.now() / 3_600_000 - 3) * 3_600_000;
  const start = new Date(startMs).toISOString();
  const spec = `version: 1\nstart: ${start}\nhistory: 1h\nstep: 15s\nmetrics:\n${metrics}`;
  writeFileSync(join(folder, "rules.yaml"), rules);
  writeFileSync(join(folder, "spec.yaml"), spec);
  const run = await runCli(["test", "rules.yaml", "--data", "spec.yaml", "--lead-in", "0s", "--output", "json"], {
    cwd: folder,
    env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) },
  });
  const { alerts } = run.json<{ alerts: JsonAlert[] }>();
  const prometheus = await startPrometheus({ window: "30d" });
  try {
    const { fromMs, toMs } = await writeSpec(prometheus.url, spec);
    const args = {
      rule: join(folder, "rules.yaml"),
      "datasource.url": prometheus.url,
      "datasource.queryTimeAlignment": "false",
      "remoteWrite.url": prometheus.url,
      "datasource.queryStep": "30s",
      evaluationInterval: "30s",
      "replay.timeFrom": new Date(fromMs).toISOString(),
      "replay.timeTo": new Date(toMs).toISOString(),
      "replay.disableProgressBar": "true",
    };
    execFileSync(
      toolPath("vmalert"),
      Object.entries(args).map(([flag, value]) => `-${flag}=${value}`),
      { cwd: folder, stdio: "pipe" },
    );
    const found = await querySeries(prometheus.url, "ALERTS[2h]", toMs);
    const theirs = [...found].flatMap(([text, samples]) => {
      const { __name__: _, alertgroup: __, alertstate, ...labels } = JSON.parse(text) as Record<string, string>;
      return samples.map(([timeMs]) => `${(timeMs - fromMs) / 1000} ${alertstate} ${JSON.stringify(labels)}`);
    });
    const ours: string[] = [];
    for (let atMs = fromMs; atMs <= toMs; atMs += intervalMs)
      for (const { instances } of alerts)
        for (const { labels, intervals } of instances) {
          const now = intervals.find(
            ({ from, until }) => Date.parse(from) <= atMs && (until === undefined || Date.parse(until) > atMs),
          );
          if (now === undefined) continue;
          const sorted = Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
          ours.push(`${(atMs - fromMs) / 1000} ${now.state} ${JSON.stringify(sorted)}`);
        }
    expect(ours.length).toBeGreaterThan(100);
    expect(ours.sort()).toEqual(theirs.sort());
  } finally {
    await prometheus.stop();
  }
});
