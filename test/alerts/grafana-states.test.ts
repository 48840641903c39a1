import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { temporaryFolder } from "../servers/process.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

// load is 90 from the 20th minute to the 40th, and 10 else; gone ends after half an hour; two has two series of one job.
const spec = `version: 1
history: 1h
metrics:
  - name: load
    type: gauge
    series: [{labels: {host: a}, value: [{limit: {of: 10, for: 20m}}, {limit: {of: 90, for: 20m}}, {limit: {of: 50, for: 20m}}]}]
  - name: gone
    type: gauge
    series: [{labels: {host: a}, value: [{limit: {of: 1, for: 30m}}, {gap: {for: 30m}}]}]
  - name: two
    type: gauge
    series: [{labels: {job: x, n: "1"}, value: 1}, {labels: {job: x, n: "2"}, value: 2}]
`;

interface Interval {
  readonly state: string;
  readonly grafanaState: string;
  readonly from: string;
  readonly until?: string;
}
interface Tested {
  readonly ok: boolean;
  readonly window: { readonly from: string };
  readonly alerts: readonly {
    readonly alert: string;
    readonly state: string;
    readonly grafanaState: string;
    readonly reason?: string;
    readonly failures: readonly { readonly error: string }[];
    readonly instances: readonly {
      readonly labels: Readonly<Record<string, string>>;
      readonly intervals: readonly Interval[];
    }[];
  }[];
  readonly unevaluated: readonly { readonly rule: string; readonly line: number; readonly reason: string }[];
}

async function testRules(file: string, text: string, more: readonly string[] = []) {
  writeFileSync(join(folder, "spec.yaml"), spec);
  writeFileSync(join(folder, file), text);
  const args = ["test", file, "--data", "spec.yaml", "--lead-in", "0s", ...more];
  return runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
}

/** `Alerting 20 to 40` for each interval, in minutes after the begin, with the labels that tell the alert apart. */
function timelines({ alerts, window }: Tested, name: string): string[] {
  const minutes = (time: string) => Math.floor((Date.parse(time) - Date.parse(window.from)) / 60_000);
  return alerts
    .find(({ alert }) => alert === name)!
    .instances.map(({ labels: { alertname: _, ...labels }, intervals }) => {
      const told = intervals.map(
        (one) =>
          `${one.grafanaState} ${minutes(one.from)}${one.until === undefined ? "" : ` to ${minutes(one.until)}`}`,
      );
      return `${JSON.stringify(labels)} ${told.join(", ")}`;
    });
}

const rule = (title: string, expr: string, type: string, threshold: number, more = "", unload = "") => `
      - uid: ${title}
        title: ${title}
        condition: C${more}
        data:
          - {refId: A, datasourceUid: prom, relativeTimeRange: {from: 60, to: 0}, model: {expr: '${expr}', instant: true}}
          - {refId: C, datasourceUid: __expr__, model: {type: threshold, expression: A, conditions: [{evaluator: {type: ${type}, params: [${threshold}]}${unload}}]}}`;
const key = (name: string, value: string) => `\n        ${name}: ${value}`;

test("test shows the states of Grafana: recovering, no data, errors, and what a rule makes of them", async () => {
  const text = `apiVersion: 1
groups:
  - name: states
    interval: 1m
    rules:${[
      rule("Recovers", "load", "gt", 80, key("for", "5m") + key("keepFiringFor", "3m")),
      rule("Hysteresis", "load", "gt", 80, "", ", unloadEvaluator: {type: lt, params: [40]}"),
      rule("NoData", "gone", "gt", 80, key("for", "5m")),
      rule("Alerts", "gone", "gt", 80, key("noDataState", "Alerting")),
      rule("Ok", "gone", "gt", 80, key("noDataState", "OK")),
      rule("Keeps", "gone", "gt", 0, key("noDataState", "KeepLast")),
      rule("Fails", "two / on(job) two", "gt", 80, key("execErrState", "Error")),
      rule("FailsLoud", "two / on(job) two", "gt", 80),
      rule("Missing", "load > 80 or load < 20", "gt", 80, key("missing_series_evals_to_resolve", "4")),
    ].join("")}
`;
  const run = await testRules("rules.yaml", text, ["--output", "json"]);
  // Evaluations that fail do so whatever Grafana makes of them.
  expect(run.code, run.stderr).toBe(1);
  const tested = run.json<Tested>();
  const of = (name: string) => timelines(tested, name);
  // The first evaluation is up to a minute after the begin, so that everything is one minute later than its cause.
  const load = '{"__name__":"load","host":"a"}';
  expect(of("Recovers")).toEqual([`${load} Pending 20 to 25, Alerting 25 to 40, Recovering 40 to 43`]);
  // 50 is not below the recovery threshold.
  expect(of("Hysteresis")).toEqual([`${load} Alerting 20`]);
  // Prometheus takes a sample for the next five minutes.
  const gone = '{"__name__":"gone","host":"a"}';
  const whole = '{"datasource_uid":"prom","ref_id":"A"}';
  expect(of("NoData")).toEqual([`${whole} Pending (NoData) 35 to 40, NoData 40`]);
  expect(of("Alerts")).toEqual([`${gone} Alerting (NoData) 35`]);
  expect(of("Ok")).toEqual([]);
  expect(of("Keeps")).toEqual([`${gone} Alerting 0 to 35, Alerting (NoData, KeepLast) 35`]);
  expect(of("Fails")).toEqual([`${whole} Error 0`]);
  expect(of("FailsLoud")).toEqual(["{} Alerting (Error) 0"]);
  // Without 50 there is no series from the 40th minute on; it was there at the 39th.
  expect(of("Missing")).toEqual([`${load} Alerting 20 to 43`, `${whole} NoData 40`]);
  expect(tested.alerts.map(({ state, grafanaState }) => `${state} ${grafanaState}`)).toEqual([
    ..."firing Alerting,firing Alerting,nodata NoData,firing Alerting,inactive Normal,firing Alerting".split(","),
    ..."error Error,firing Alerting,firing Alerting".split(","),
  ]);
  const quiet = tested.alerts.find(({ alert }) => alert === "Ok")!;
  expect(quiet.reason).toMatch(/the comparison > .* query A has no data at 25 of 60 evaluations/);
  expect(tested.alerts.find(({ alert }) => alert === "FailsLoud")!.failures[0]!.error).toContain("many-to-many");
});

test("test names states as Grafana does in a terminal, with a sign for each in the bars", async () => {
  const rules = [rule("Recovers", "load", "gt", 80, key("keepFiringFor", "10m")), rule("Gone", "gone", "gt", 80)];
  const run = await testRules("rules.yaml", `groups:\n  - name: g\n    interval: 1m\n    rules:${rules.join("")}\n`);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toContain("▒ Pending  ▓ Recovering  ? NoData  █ Alerting");
  expect(run.stdout).toMatch(/Recovers, keep firing for 10m: Alerting/);
  expect(run.stdout).toMatch(/█+▓+·+ Alerting \d\d:\d\d to \d\d:\d\d, Recovering/);
  expect(run.stdout).toMatch(/Gone: NoData\n.*datasource_uid="prom", ref_id="A".*\n.*\?+ NoData/);
  expect(run.stdout).toContain("2 alert rules: 1 fire, 0 pending, 0 inactive, 1 without data");
});

const model = { expr: 'max(load{host="a"})', instant: true, datasource: { type: "prometheus", uid: "p" } };
const threshold = { type: "threshold", expression: "A", conditions: [{ evaluator: { type: "gt", params: [80] } }] };

test("test reads rule groups of Terraform: its own syntax, its JSON, and a plan, and says what only Terraform knows", async () => {
  const hcl = `variable "limit" { default = 5 }

resource "grafana_rule_group" "ops" {
  name             = "hosts"
  folder_uid       = grafana_folder.ops.uid
  interval_seconds = 60

  rule {
    name           = "High"
    condition      = "C"
    for            = "5m"
    no_data_state  = "OK"
    labels         = { team = "ops", stage = var.stage }
    annotations    = { summary = "{{ $labels.host }} at $\${A}" }
    data {
      ref_id         = "A"
      datasource_uid = grafana_data_source.prometheus.uid
      relative_time_range {
        from = 600
        to   = 0
      }
      model = jsonencode({
        expr       = "max(load{host=\\"a\\"})"
        instant    = true
        datasource = { type = "prometheus", uid = grafana_data_source.prometheus.uid }
      })
    }
    data {
      ref_id         = "C"
      datasource_uid = "__expr__"
      relative_time_range {
        from = 0
        to   = 0
      }
      model = <<-EOT
        ${JSON.stringify(threshold)}
      EOT
    }
  }
  rule {
    name      = "Open"
    condition = "A"
    data {
      ref_id         = "A"
      datasource_uid = "p"
      model          = jsonencode({ expr = "load > \${var.limit}", instant = true })
    }
  }
  dynamic "rule" {
    for_each = var.more
    content {}
  }
}
resource "grafana_folder" "ops" { title = "Ops/Hosts" }
`;
  const data = [
    { ref_id: "A", datasource_uid: "p", relative_time_range: [{ from: 600, to: 0 }], model: JSON.stringify(model) },
    {
      ref_id: "C",
      datasource_uid: "__expr__",
      relative_time_range: { from: 0, to: 0 },
      model: JSON.stringify(threshold),
    },
  ];
  const body = (open: string) => ({
    ...{ name: "hosts", folder_uid: "ops", interval_seconds: 60 },
    rule: [
      { name: "High", condition: "C", for: "5m", no_data_state: "OK", labels: { team: "ops" }, data },
      { name: "Open", condition: "C", for: open, data },
    ],
  });
  // A folder within another has a path of titles, which is not known here.
  const within = { uid: "ops", title: "Hosts", parent_folder_uid: "all" };
  const groups = { grafana_rule_group: { ops: body("${var.limit}m") } };
  const json = { resource: { ...groups, grafana_folder: { ops: within } } };
  const plan = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        child_modules: [
          {
            resources: [
              {
                type: "grafana_rule_group",
                name: "ops",
                mode: "managed",
                values: { ...body("1h"), rule: [body("").rule[0]] },
              },
              { type: "grafana_folder", name: "ops", mode: "managed", values: { uid: "ops", title: "Hosts" } },
            ],
          },
        ],
      },
    },
  };
  const files = { "rules.tf": hcl, "rules.tf.json": JSON.stringify(json), "plan.json": JSON.stringify(plan) };
  const unknown = "var.limit is known to Terraform only; test the plan: terraform show -json PLAN > plan.json";
  const unevaluated = {
    "rules.tf": [
      { rule: "Open", line: 40, reason: unknown },
      { rule: "rules that Terraform makes", line: 49, reason: unknown.replace("var.limit", 'dynamic "rule"') },
    ],
    "rules.tf.json": [{ rule: "Open", line: 1, reason: unknown }],
    "plan.json": [],
  };
  for (const [file, text] of Object.entries(files)) {
    const run = await testRules(file, text, ["--output", "json"]);
    expect(run.code, run.stderr).toBe(0);
    const tested = run.json<Tested>();
    expect(tested.alerts).toMatchObject([{ alert: "High", group: "hosts", line: file === "rules.tf" ? 8 : 1 }]);
    const labels = {
      "rules.tf": '{"grafana_folder":"Ops\\\\/Hosts","team":"ops","stage":"${var.stage}"}',
      "rules.tf.json": '{"team":"ops"}',
      "plan.json": '{"grafana_folder":"Hosts","team":"ops"}',
    }[file]!;
    expect(timelines(tested, "High"), file).toEqual([`${labels} Pending 20 to 25, Alerting 25 to 40`]);
    expect(tested.unevaluated, file).toMatchObject(unevaluated[file as keyof typeof files]);
    expect(tested.unevaluated).toHaveLength(unevaluated[file as keyof typeof files].length);
  }
});
