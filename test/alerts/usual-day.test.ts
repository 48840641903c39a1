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

const run = (...args: string[]) => runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });

/** Each fires on what is usual by the metric's name alone. */
const exprs = [
  "board_temperature_celsius > 45",
  "increase(db_deadlocks_total[5m]) > 1",
  "100 * rate(shop_errors_total[5m]) / rate(shop_requests_total[5m]) > 0.1",
  "100 * cache_hit_ratio < 75",
  'agent_state{admin="up"} != 1',
  "changes(ensemble_size[5m]) > 0",
  'app_info{sync_status="OutOfSync"} == 1',
  "histogram_quantile(0.99, sum by (le) (rate(shop_latency_seconds_bucket[5m]))) > 0.02",
  "sum by (topic) (delta(consumer_lag[5m])) > 0",
  "increase(slow_tls_total[5m]) + increase(slow_dns_total[5m]) > 1",
];

test("no alert fires on a day that is inferred from rules, whatever its thresholds, and each has data", async () => {
  const alerts = exprs.map((expr, index) => `      - {alert: A${index}, expr: ${JSON.stringify(expr)}}`);
  writeFileSync(join(folder, "rules.yaml"), `groups:\n  - name: g\n    rules:\n${alerts.join("\n")}\n`);
  const made = await run("infer", "--from-rules", "rules.yaml", "--history", "24h", "--step", "1m", "-o", "d.yaml");
  expect(made.code, made.stderr).toBe(0);
  const tested = await run("test", "rules.yaml", "--data", "d.yaml", "--output", "json");
  const states = tested.json<{ alerts: JsonAlert[] }>().alerts.map(({ alert, state }) => `${alert} ${state}`);
  expect(states).toEqual(exprs.map((_, index) => `A${index} inactive`));
});
