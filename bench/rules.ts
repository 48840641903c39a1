import { tmpdir } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { parseSpec } from "../src/data-spec/read/parse.ts";
import { testRules } from "../src/preview/alerts/test-rules.ts";
import { readRuleFile } from "../src/prometheus/rules/read-rule-file.ts";
import { toolPath } from "../test/servers/process.ts";
import { median } from "./median.ts";

const spec = `version: 1
history: 1h
metrics:
  - name: http_requests_total
    type: counter
    series:
      - {labels: {job: [api, web, shop], instance: "host-{1..10}:9090", code: "200"}, rate: {wave: {min: 20, max: 80, period: 1h}}}
      - {labels: {job: [api, web, shop], instance: "host-{1..10}:9090", code: "500"}, rate: {wave: {min: 0, max: 9, period: 1h}}}
  - name: up
    type: gauge
    series:
      - {labels: {job: [api, web, shop], instance: "host-{1..10}:9090"}, value: {square: {low: 0, high: 1, period: 20m, duty: 0.8}}}
`;

const rules = `groups:
  - name: shop
    interval: 30s
    rules:
      - {record: "job:requests:rate5m", expr: "sum by (job) (rate(http_requests_total[5m]))"}
      - {record: "job:errors:rate5m", expr: 'sum by (job) (rate(http_requests_total{code="500"}[5m]))'}
      - {record: "job:errors:ratio", expr: "job:errors:rate5m / job:requests:rate5m"}
      - {alert: Errors, expr: "job:errors:ratio > 0.05", for: 5m, annotations: {summary: "{{ $value | humanizePercentage }}"}}
      - {alert: ManyErrors, expr: "job:errors:ratio > 0.09", for: 1m, keep_firing_for: 5m}
      - {alert: Down, expr: "up == 0", for: 2m, annotations: {summary: "{{ $labels.instance }} is down"}}
      - {alert: Gone, expr: 'absent(up{job="mail"})', for: 10m}
      - {alert: Flaps, expr: "changes(up[30m]) > 2"}
      - {alert: Quiet, expr: "sum(rate(http_requests_total[10m])) < 1"}
      - {alert: Restarts, expr: "resets(http_requests_total[15m]) > 0"}
`;

/** Seconds that ten rules of a group take over an hour of 90 series, with starting a Prometheus and filling it. */
export async function measureRules(runs: number, say: (text: string) => void): Promise<number> {
  say("one hour of a group of rules");
  const context = {
    signal: new AbortController().signal,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: async (ms: number) => void (await wait(ms)),
    progress: { step() {}, update() {}, clear() {} },
  };
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const from = performance.now();
    await testRules(
      {
        files: [readRuleFile(rules, { file: "rules.yaml" })],
        spec: { file: "spec.yaml", document: parseSpec(spec, { file: "spec.yaml" }) },
        binary: toolPath("prometheus"),
        temporaryFolder: tmpdir(),
        userAgent: "dashpreview-bench",
        evaluationIntervalMs: 60_000,
      },
      context,
    );
    seconds.push((performance.now() - from) / 1000);
  }
  return median(seconds);
}
