import { rmSync } from "node:fs";
import { homedir } from "node:os";
import { afterAll, expect, test } from "vitest";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { ruleSet } from "../../src/preview/alerts/rules-beside.ts";
import { testRulesOn } from "../../src/preview/alerts/test-rules-on.ts";
import { findPrometheusBinary } from "../../src/preview/local/binary.ts";
import { createSession } from "../../src/preview/local/session.ts";
import { planSeries } from "../../src/preview/up/plan.ts";
import { readRuleFile } from "../../src/prometheus/rules/read-rule-file.ts";
import { temporaryFolder } from "../servers/process.ts";
import { quietContext } from "../servers/quiet-context.ts";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const spec = `version: 1
history: 20m
metrics:
  - name: latency_seconds
    type: histogram
    native: true
    series:
      - {labels: {job: a}, rate: 4, observe: {uniform: {min: 1, max: 2}}}
      - {labels: {job: b}, rate: 4, observe: {uniform: {min: 1, max: 2}}}
`;
const rules = `groups:
  - name: g
    interval: 30s
    rules:
      - {record: "latency:rate5m", expr: 'rate(latency_seconds[5m])'}
      - {record: "latency:p50", expr: 'histogram_quantile(0.5, rate(latency_seconds[5m]))'}
      - {alert: Slow, expr: 'histogram_quantile(0.5, rate(latency_seconds[5m]) and on (job) latency_seconds{job="a"}) > 1'}
      - {alert: Recorded, expr: 'latency:p50 > 1'}
`;

// A session of one filling has its series without a label; in one with several, rules see those with the label only.
test.for([true, false])(
  "rules on native histograms are what they are on a server: one filling %s",
  async (oneFilling) => {
    const binary = findPrometheusBinary({ env: process.env, homeFolder: homedir() });
    const session = createSession({ binary, temporaryFolder: folder, userAgent: "test", oneFilling });
    try {
      const document = parseSpec(spec, { file: "a.yaml", readFile: () => "" });
      const loaded = { file: "a.yaml", readFile: () => "", document };
      const filling = await session.fill(async (nowMs) => planSeries([loaded], { nowMs }), quietContext);
      const set = ruleSet([readRuleFile(rules, { file: "r.yaml" })], 60_000);
      const { alerts, records } = await testRulesOn(filling, { ...set, specs: [] }, quietContext);
      expect(records.map(({ record, series, failures }) => [record, series, failures])).toEqual([
        ["latency:rate5m", 0, []],
        ["latency:p50", 2, []],
      ]);
      expect(records[0]!.reason).toMatch(/^it gives native histograms/);
      expect(records[1]!.reason).toBeUndefined();
      const firing = alerts.map(({ alert, state, instances }) => [
        alert,
        state,
        instances.map(({ labels, intervals }) => [labels.get("job"), Math.round((intervals[0]?.value ?? 0) * 10) / 10]),
      ]);
      // The middle of what is observed between 1 and 2, in buckets of eight to a doubling.
      const middle = expect.closeTo(1.5, 0) as number;
      expect(firing).toEqual([
        ["Slow", "firing", [["a", middle]]],
        [
          "Recorded",
          "firing",
          [
            ["a", middle],
            ["b", middle],
          ],
        ],
      ]);
    } finally {
      await session.stop();
    }
  },
);
