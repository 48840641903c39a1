import { dirname } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toolPath } from "../servers/process.ts";
import { runCli } from "./cli.ts";
import { dashboard, noLeadIn, type Stack, startStack } from "./stack.ts";

/** Each second 3 observations between 1 and 2, of each of two instances. */
const spec = `version: 1
step: 15s
history: 30m
metrics:
  - name: seconds
    type: histogram
    native: true
    series:
      - {labels: {instance: "api-{1..2}"}, rate: 3, observe: {uniform: {min: 1.1, max: 1.9}}}
  - name: queue_length
    type: gauge
    series:
      - {labels: {instance: "api-{1..2}"}, value: 7}
`;
const queries = [
  "seconds",
  "rate(seconds[2m])",
  "sum without (instance) (rate(seconds[2m]))",
  "seconds and queue_length",
  "sum(rate(seconds[2m]))",
  "histogram_quantile(0.5, rate(seconds[2m]))",
  "queue_length",
];

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ nativeHistograms: true, window: "1h" }, noLeadIn);
  stack.write("latency.json", dashboard("Latency", queries));
  stack.write("latency.data.yaml", spec);
});
afterAll(() => stack.stop());

interface Found {
  readonly metric: Record<string, string>;
  readonly value?: [number, string];
  readonly histogram?: [number, { count: string; sum: string }];
}

test("panels of native histograms show histograms on a Prometheus whose label_replace loses them", async () => {
  const made = await stack.run(["up", "latency.json", "--output", "json", "--no-sweep"]);
  expect(made.code, made.stderr).toBe(0);
  const { window } = made.json<{ window: { to: string } }>();
  const panels = stack.double!.dashboards()[0]!.model["panels"] as { targets: { expr: string }[] }[];
  const timeS = Date.parse(window.to) / 1000 - 15;
  const results: Found[][] = [];
  for (const { targets } of panels.filter((panel) => panel.targets?.[0]?.expr.includes("{"))) {
    const body = new URLSearchParams({ query: targets[0]!.expr, time: String(timeS) });
    const answer = await fetch(`${stack.prometheusUrl}/api/v1/query`, { method: "POST", body });
    results.push(((await answer.json()) as { data: { result: Found[] } }).data.result);
  }
  expect(results).toHaveLength(queries.length);
  const [raw, rate, without, both, sum, quantile, gauge] = results as [Found[], ...Found[][]];
  expect(results.flat().filter(({ metric }) => metric["dashpreview"] !== undefined)).toEqual([]);
  for (const [found, series, count] of [
    [raw, 2, 0],
    [rate, 2, 3],
    [without, 1, 6],
    [both, 2, 0],
    [sum, 1, 6],
  ] as const) {
    expect(found).toHaveLength(series);
    for (const { histogram } of found!) {
      expect(histogram).toBeDefined();
      if (count > 0) expect(Number(histogram![1].count)).toBeCloseTo(count, 0);
      else expect(Number(histogram![1].count)).toBeGreaterThan(5000);
    }
  }
  expect(rate!.map(({ metric }) => metric)).toEqual([{ instance: "api-1" }, { instance: "api-2" }]);
  for (const { value } of quantile!) expect(Number(value![1])).toBeGreaterThan(1);
  expect(gauge!.map(({ metric, value }) => [metric["__name__"], value![1]])).toEqual(
    Array(2).fill(["queue_length", "7"]),
  );
});

test("export gives the queries of native histograms back as they were", async () => {
  const { previews } = (await stack.run(["list", "--output", "json"])).json<{ previews: { uid: string }[] }>();
  const exported = await stack.run(["export", previews[0]!.uid]);
  expect(exported.code, exported.stderr).toBe(0);
  for (const query of queries) expect(exported.stdout).toContain(JSON.stringify(query));
  expect(exported.stdout).not.toContain("dashpreview");
});

test("check asks a preview's native histograms in the same way, and up --local has them too", async () => {
  const made = await stack.run(["check", "latency.json", "--key", "local-root", "--output", "json"]);
  expect(made.stdout, made.stderr).toContain("sum without (dashpreview) (seconds{");
  const { PROMETHEUS_URL: _p, GRAFANA_URL: _g, GRAFANA_TOKEN: _t, ...env } = stack.env;
  const local = await runCli(["up", "--local", "latency.json", "--exit", "--output", "json"], {
    cwd: stack.folder,
    env: { ...env, PATH: `${dirname(toolPath("prometheus"))}:${process.env["PATH"]}` },
  });
  expect(local.code, local.stderr).toBe(0);
  const { queries } = local.json<{ dashboards: [{ queries: { expr: string; lastValue: number }[] }] }>().dashboards[0];
  const raw = queries.find(({ expr }) => expr === "rate(seconds[2m])");
  expect(raw!.lastValue).toBeCloseTo(3, 0);
});
