import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

const run = (...args: string[]) => runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });

const rules = `groups:
  - name: shop
    rules:
      - {record: "job:errors:ratio", expr: 'sum by (job) (rate(shop_requests_total{code=~"5.."}[5m])) / sum by (job) (rate(shop_requests_total[5m]))'}
      - {alert: Errors, expr: "job:errors:ratio > 0.1", for: 10m}
      - {alert: Gone, expr: 'absent(shop_up{job="shop"})', for: 1m}
      - {alert: Full, expr: "shop_disk_free_bytes / shop_disk_size_bytes < 0.05 and predict_linear(shop_disk_free_bytes[1h], 14400) < 0"}
      - {alert: Slow, expr: "histogram_quantile(0.9, sum by (le) (rate(shop_latency_seconds_bucket[5m]))) > 3", for: 5m}
      - {alert: Impossible, expr: "shop_up > 1 and shop_up < 1"}
`;

test("infer --incident makes a scenario in which the alerts fire, healthy without it, and says why others cannot", async () => {
  writeFileSync(join(folder, "rules.yaml"), rules);
  const made = await run("infer", "--incident", "rules.yaml", "-o", "shop.data.yaml");
  expect(made.stderr).toContain("4 of 5 alerts fire in the scenario incident");
  expect(made.stderr).toMatch(/rules\.yaml:9: Impossible does not fire: /);
  expect(made.code).toBe(1);
  expect(readFileSync(join(folder, "shop.data.yaml"), "utf8")).toContain('- {alert: "Errors", fires: {after: ');
  const args = ["test", "rules.yaml", "--data", "shop.data.yaml", "--output", "json"];
  const incident = await run(...args, "--scenario", "incident");
  expect(incident.code, incident.stderr).toBe(0);
  const states = incident.json<{ alerts: JsonAlert[] }>().alerts.map(({ state }) => state);
  expect(states).toEqual(["firing", "firing", "firing", "firing", "inactive"]);
  const healthy = (await run(...args)).json<{ alerts: JsonAlert[] }>().alerts.map(({ state }) => state);
  expect(healthy).not.toContain("firing");
});

test("what infer --incident expects is so when test runs its spec: long ranges, slow groups, trends, records of records", async () => {
  const slow = `groups:
  - name: slow
    interval: 7m
    rules:
      - {record: "job:shop_load:avg", expr: "avg by (job) (shop_load)"}
      - {alert: Loaded, expr: "job:shop_load:avg > 20", for: 15m}
  - name: disk
    rules:
      - {alert: Filling, expr: "predict_linear(shop_disk_free_bytes[6h], 86400) < 0 and shop_disk_free_bytes / shop_disk_size_bytes < 0.4", for: 30m}
      - {alert: Skewed, expr: "shop_clock_offset_seconds > 0.05 and deriv(shop_clock_offset_seconds[5m]) >= 0", for: 10m}
      - {alert: Failing, expr: "avg_over_time(shop_probe_success[1d]) < 0.99"}
      - {alert: Waiting, expr: "shop_queue_messages > 5000", for: 5m}
`;
  writeFileSync(join(folder, "slow.yaml"), slow);
  const made = await run("infer", "--incident", "slow.yaml", "-o", "slow.data.yaml");
  expect(made.stderr).toContain("5 of 5 alerts fire in the scenario incident");
  const args = ["--data", "slow.data.yaml", "--scenario", "incident", "--output", "json"];
  const tested = await run("test", "slow.yaml", ...args);
  const { expectations } = tested.json<{ expectations: { alert: string; met: boolean; reason?: string }[] }>();
  expect(expectations.filter(({ met }) => !met)).toEqual([]);
  expect(expectations.map(({ alert }) => alert).sort()).toEqual(["Failing", "Filling", "Loaded", "Skewed", "Waiting"]);
});

test("infer --incident NAME makes one alert fire, knows near names, and refuses what it does not go with", async () => {
  writeFileSync(join(folder, "rules.yaml"), rules);
  const one = await run("infer", "--incident", "Gone", "--from-rules", "rules.yaml", "--output", "json");
  expect(one.code, one.stderr).toBe(0);
  expect(one.json()).toMatchObject({ alerts: [{ alert: "Gone", line: 6, fires: true }], checked: true });
  expect((await run("infer", "--incident", "Gon", "--from-rules", "rules.yaml")).stderr).toContain(
    "did you mean Gone?",
  );
  expect((await run("infer", "--incident", "Gone")).stderr).toContain("--from-rules");
  expect((await run("infer", "--incident", "rules.yaml", "a.json")).stderr).toContain("leave out dashboards");
});
