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

type Texts = Readonly<Record<string, string>>;
interface Filled {
  readonly labels: Texts;
  readonly annotations: Texts;
}
const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, "../contracts/grafana-templates-12.4.json"), "utf8"),
) as { readonly rules: Readonly<Record<string, readonly Filled[]>> };

/** Labels that every alert without data or in error gets: the data source is called otherwise, and so is the alert. */
function shared({ datasource_uid: _, alertname: __, rulename: ___, ...labels }: Texts): Texts {
  return labels;
}
const spec = "version: 1\nhistory: 5m\nmetrics:\n  - {name: up, type: gauge, series: [{value: 1}]}\n";

test("test fills in the templates of Grafana's rules with the texts that Grafana fills in", async () => {
  writeFileSync(join(folder, "data.yaml"), spec);
  const rules = join(import.meta.dirname, "backtest/templates.yaml");
  const args = ["test", rules, "--data", "data.yaml", "--lead-in", "0s", "--output", "json"];
  const run = await runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
  const { alerts } = run.json<{ alerts: readonly JsonAlert[] }>();
  expect(alerts.map(({ alert }) => alert)).toEqual(Object.keys(recorded.rules));
  for (const { alert, instances } of alerts) {
    const ours = instances.map(({ labels, intervals }) => ({ labels, annotations: intervals[0]!.annotations }));
    const told = (all: readonly Filled[]) =>
      all
        .map(({ labels, annotations }) => ({ labels: shared(labels), annotations }))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(told(ours), alert).toEqual(told(recorded.rules[alert]!));
  }
  // Every template of this rule fails, is left as it is written, and is named.
  expect(run.code).toBe(1);
  const faults = alerts.find(({ alert }) => alert === "Faults")!.templates;
  expect(faults).toHaveLength(20);
  expect(faults[0]).toBe(
    'annotation t01: error parsing template __alert_Faults: template: __alert_Faults:1: function "humanise" not defined',
  );
  expect(faults[1]).toContain("error calling humanize: can't convert <nil> to float");
  expect(faults[2]).toContain("incompatible types for comparison");
  expect(alerts.find(({ alert }) => alert === "Names")!.templates).toEqual([
    'label fault: error parsing template __alert_Names: template: __alert_Names:1: function "nope" not defined',
  ]);
  expect(alerts.find(({ alert }) => alert === "Texts")!.templates.filter((one) => !one.includes("eq"))).toEqual([]);
});
