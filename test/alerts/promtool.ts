import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { Courses } from "../../src/generator/named/courses.ts";
import { createBlock } from "../../src/generator/sampling/block.ts";
import { createSource } from "../../src/generator/sampling/source.ts";
import { toolPath } from "../servers/process.ts";

/** An alert as `dashpreview test --output json` has it. */
export interface JsonAlert {
  readonly alert: string;
  readonly state: string;
  readonly reason?: string;
  readonly templates: readonly string[];
  readonly failures: readonly { readonly error: string; readonly count: number }[];
  readonly instances: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly intervals: readonly {
      readonly state: string;
      readonly from: string;
      readonly until?: string;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

const show = (value: number) =>
  Number.isNaN(value)
    ? "NaN"
    : value === Number.POSITIVE_INFINITY
      ? "Inf"
      : value === Number.NEGATIVE_INFINITY
        ? "-Inf"
        : `${value}`;

/** The series of a data spec in promtool's notation, time 0 being the spec's start. */
export function inputSeries(
  spec: string,
  nowMs: number,
): { fromMs: number; stepMs: number; count: number; series: object[] } {
  const plan = planSpec(parseSpec(spec, { file: "spec.yaml" }), { nowMs });
  const { grid } = plan;
  const courses = new Courses(grid);
  const series = plan.definitions.flatMap((definition) => {
    const source = createSource(definition, { seed: plan.seed, grid, courses });
    const blocks = source.series.map(() => createBlock(grid.count));
    source.fill(0, grid.count, blocks);
    return source.series.map(({ name, labels }, index) => {
      const { states, values } = blocks[index]!;
      const words = [...states].map((state, at) => (state === 0 ? "_" : state === 2 ? "stale" : show(values[at]!)));
      return {
        series: `${name}{${labels.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(",")}}`,
        values: words.join(" "),
      };
    });
  });
  return { ...grid, series };
}

/**
 * Runs promtool's unit tests of the rules: at every evaluation, its `ALERTS` must be what `alerts` say; where an alert
 * begins to fire, its labels and annotations too.
 *
 * @returns what promtool says; empty if all agrees.
 */
export function askPromtool(
  folder: string,
  {
    rules,
    spec,
    alerts,
    intervalMs,
    nowMs,
  }: { rules: string; spec: string; alerts: readonly JsonAlert[]; intervalMs: number; nowMs: number },
): { readonly said: string; readonly compared: number } {
  const { fromMs, stepMs, count, series } = inputSeries(spec, nowMs);
  const instants = Array.from(
    { length: Math.floor(((count - 1) * stepMs) / intervalMs) + 1 },
    (_, index) => index * intervalMs,
  );
  const states = (atMs: number) =>
    alerts.flatMap(({ instances }) =>
      instances.flatMap(({ labels, intervals }) => {
        const at = fromMs + atMs;
        const now = intervals.find(
          (one) => Date.parse(one.from) <= at && (one.until === undefined || Date.parse(one.until) > at),
        );
        return now === undefined ? [] : [{ labels, now }];
      }),
    );
  const quoted = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels)
      .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
      .join(", ");
  const seconds = (ms: number) => `${ms / 1000}s`;
  const promql = instants.map((atMs) => ({
    expr: "ALERTS",
    eval_time: seconds(atMs),
    exp_samples: states(atMs).map(({ labels, now }) => ({
      labels: `ALERTS{${quoted({ ...labels, alertstate: now.state })}}`,
      value: 1,
    })),
  }));
  const names = [...new Set(alerts.map(({ alert }) => alert))];
  // All that fire at the same time must be listed, with annotations as they are then: so only where each just began.
  const begins = new Map<string, { alertname: string; atMs: number }>();
  for (const { alert, instances } of alerts)
    for (const { intervals } of instances)
      for (const { state, from } of intervals)
        if (state === "firing") begins.set(`${alert} ${from}`, { alertname: alert, atMs: Date.parse(from) - fromMs });
  const fresh = [...begins.values()].filter(({ alertname, atMs }) =>
    states(atMs).every(
      ({ labels, now }) =>
        labels["alertname"] !== alertname || now.state !== "firing" || Date.parse(now.from) === fromMs + atMs,
    ),
  );
  const alertTests = fresh.map(({ alertname, atMs }) => ({
    alertname,
    eval_time: seconds(atMs),
    exp_alerts: states(atMs)
      .filter(({ labels, now }) => labels["alertname"] === alertname && now.state === "firing")
      .map(({ labels: { alertname: _, ...labels }, now }) => ({
        exp_labels: labels,
        exp_annotations: now.annotations,
      })),
  }));
  const never = names
    .filter((name) => !alerts.some((one) => one.alert === name && one.state === "firing"))
    .map((alertname) => ({ alertname, eval_time: seconds(instants.at(-1)!), exp_alerts: [] }));
  writeFileSync(join(folder, "oracle-rules.yaml"), rules);
  const document = {
    rule_files: ["oracle-rules.yaml"],
    evaluation_interval: seconds(intervalMs),
    // Without it promtool takes the groups of a file in a random order.
    group_eval_order: (parse(rules) as { groups: { name: string }[] }).groups.map(({ name }) => name),
    tests: [
      {
        interval: seconds(stepMs),
        input_series: series,
        promql_expr_test: promql,
        alert_rule_test: [...alertTests, ...never],
      },
    ],
  };
  writeFileSync(join(folder, "oracle-test.yaml"), JSON.stringify(document));
  const { status, stdout, stderr } = spawnSync(toolPath("promtool"), ["test", "rules", "oracle-test.yaml"], {
    cwd: folder,
    encoding: "utf8",
  });
  return { said: status === 0 ? "" : `${stdout}${stderr}`, compared: promql.length + alertTests.length + never.length };
}
