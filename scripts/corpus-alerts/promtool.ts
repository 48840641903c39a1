import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportUnitTest } from "../../src/alerts/promtool/export-unit-tests.ts";
import { seriesSelector, writeUnitTests } from "../../src/alerts/promtool/unit-test-file.ts";
import type { TestedAlert, TestedInterval } from "../../src/alerts/result/rule-test.ts";
import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { anchorMs } from "../../src/generator/sampling/grid.ts";
import { type TestRulesOptions, testRules } from "../../src/preview/alerts/test-rules.ts";
import type { RunContext } from "../../src/preview/context.ts";
import type { RuleGroup } from "../../src/prometheus/rules/rule-group.ts";
import { walkNodes } from "../../src/promql/tree/node-walk.ts";
import { parseExpression } from "../../src/promql/tree/parse.ts";
import { toolPath } from "../../test/servers/process.ts";

/** Agreement with an oracle about the alert rules of one file. */
export interface Agreement {
  /** Names of alert rules that the oracle's notation can say. */
  readonly compared: readonly string[];
  readonly differing: readonly { readonly alert: string; readonly what: string }[];
  readonly inexpressible: readonly { readonly alert: string; readonly reason: string }[];
}

const dayMs = 86_400_000;

/** The incident of an inferred spec, from a midnight two days ago on: hours of the day are those of promtool's 1970. */
export function fixedIncident(text: string) {
  const start = new Date((Math.floor(Date.now() / dayMs) - 2) * dayMs).toISOString().replace(".000", "");
  const file = "incident.data.yaml";
  const readFile = () => "";
  const written = text.replace("version: 1\n", `version: 1\nstart: ${start}\n`);
  return { file, readFile, document: parseSpec(written, { file, readFile, maxMebibytes: 8, scenario: "incident" }) };
}

/** Holds the states of all alerts at each evaluation, and their texts where they begin to fire, against promtool. */
export async function comparePromtool(
  text: string,
  options: Omit<TestRulesOptions, "spec">,
  context: RunContext,
): Promise<Agreement> {
  const spec = fixedIncident(text);
  const stepMs = 15_000;
  const { alerts } = await testRules({ ...options, spec, stepMs, leadIn: 0 }, context);
  const plan = planSpec(spec.document, { nowMs: context.now(), stepMs });
  const exported = exportUnitTest({ ...plan, alerts: [] });
  const fromMs = anchorMs(plan.grid);
  const lastMs = (plan.grid.count - 1) * plan.grid.stepMs;
  const names = [...new Set(alerts.map(({ alert }) => alert))];
  const inexpressible = names.flatMap((alert) => {
    const reason = alerts
      .filter((one) => one.alert === alert)
      .map(reasonOf)
      .find(Boolean);
    return reason === undefined ? [] : [{ alert, reason }];
  });
  const compared = names.filter((name) => !inexpressible.some(({ alert }) => alert === name));
  const instants = Array.from(
    { length: Math.floor(lastMs / options.evaluationIntervalMs) + 1 },
    (_, index) => index * options.evaluationIntervalMs,
  );
  // The order of what `query` gives to a template is not defined.
  const asking = new Set(
    options.files.flatMap(({ groups }) =>
      groups.flatMap(({ rules }) =>
        rules.filter((rule) => rule.annotations.some(([, text]) => /\bquery\b/.test(text))).map(({ name }) => name),
      ),
    ),
  );
  const tests = compared.map((name) => {
    const own = alerts.filter(({ alert }) => alert === name);
    return {
      states: instants.map((evalMs) => stateTest(name, own, fromMs, evalMs)),
      texts: asking.has(name) ? [] : textTests(name, own, fromMs),
    };
  });
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-oracle-"));
  try {
    // A rule that fails ends promtool's test of the whole file.
    const failed = new Set(alerts.filter(({ failures }) => failures.length > 0).map(({ alert }) => alert));
    const groups = options.files.flatMap((file) => file.groups).map((group) => plainGroup(group, failed));
    writeFileSync(join(folder, "rules.yaml"), JSON.stringify({ groups }));
    const test = {
      ...exported.test,
      exprTests: tests.flatMap(({ states }) => states),
      alertTests: tests.flatMap(({ texts }) => texts),
    };
    const file = {
      ...{ ruleFiles: ["rules.yaml"], evaluationMs: options.evaluationIntervalMs, tests: [test] },
      groups: groups.map(({ name }) => name),
    };
    writeFileSync(join(folder, "test.yaml"), writeUnitTests(file));
    const { status, stdout, stderr } = spawnSync(toolPath("promtool"), ["test", "rules", "test.yaml"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 256 * 1024 * 1024,
    });
    return { compared, inexpressible, differing: status === 0 ? [] : differences(`${stdout}${stderr}`, compared) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const clock = /^(time|timestamp|hour|minute|day_of_week|day_of_month|day_of_year|days_in_month|month|year)$/;

/** Why promtool's notation cannot say what a rule sees. */
function reasonOf({ expr, failures }: TestedAlert): string | undefined {
  if (failures.length > 0) return `it fails, and promtool with it: ${failures[0]!.error}`;
  const parsed = parseExpression(expr);
  if (!parsed.ok) return "it does not parse";
  let reads = false;
  walkNodes(parsed.root, (node) => {
    if (node.type === "call" && clock.test(node.name)) reads = true;
  });
  return reads ? "it compares with the date, and promtool's is 1970" : undefined;
}

function plainGroup({ name, intervalMs, limit, rules }: RuleGroup, failed: ReadonlySet<string>) {
  return {
    name,
    ...(intervalMs !== undefined && { interval: `${intervalMs}ms` }),
    ...(limit > 0 && { limit }),
    rules: rules
      .filter((one) => one.kind === "record" || !failed.has(one.name))
      .map(({ kind, name: own, expr, forMs, keepFiringForMs, labels, annotations }) => ({
        [kind]: own,
        expr,
        ...(forMs > 0 && { for: `${forMs}ms` }),
        ...(keepFiringForMs > 0 && { keep_firing_for: `${keepFiringForMs}ms` }),
        labels: Object.fromEntries(labels),
        ...(kind === "alert" && { annotations: Object.fromEntries(annotations) }),
      })),
  };
}

function statesAt(alerts: readonly TestedAlert[], atMs: number) {
  return alerts.flatMap(({ instances }) =>
    instances.flatMap(({ labels, intervals }) => {
      const now = intervals.find(({ fromMs, untilMs = Number.POSITIVE_INFINITY }) => fromMs <= atMs && untilMs > atMs);
      return now === undefined ? [] : [{ labels, now }];
    }),
  );
}

function stateTest(name: string, alerts: readonly TestedAlert[], fromMs: number, evalMs: number) {
  // Two rules with the same name and labels write the same series.
  const samples = [
    ...new Set(
      statesAt(alerts, fromMs + evalMs).map(({ labels, now }) =>
        seriesSelector("ALERTS", [...labels, ["alertstate", now.state]]),
      ),
    ),
  ].map((labels) => ({ labels, value: 1 }));
  return { expr: seriesSelector("ALERTS", [["alertname", name]]), evalMs, samples };
}

/** All that fire at a moment must be listed, with annotations as they are then: so only where each just began. */
function textTests(alert: string, alerts: readonly TestedAlert[], fromMs: number) {
  const all = alerts.flatMap(({ instances }) => instances.flatMap(({ intervals }) => intervals));
  const firing = (one: TestedInterval) => one.state === "firing";
  const begins = [...new Set(all.filter(firing).map((one) => one.fromMs))];
  return begins.flatMap((atMs) => {
    const now = statesAt(alerts, atMs).filter((one) => firing(one.now));
    if (now.some((one) => one.now.fromMs !== atMs)) return [];
    return [
      {
        alert,
        evalMs: atMs - fromMs,
        firing: now.map(({ labels, now: { annotations } }) => ({
          labels: Object.fromEntries([...labels].filter(([label]) => label !== "alertname")),
          annotations: Object.fromEntries(annotations),
        })),
      },
    ];
  });
}

/** The alerts that promtool's complaints are about, each with the first of them. */
function differences(said: string, compared: readonly string[]) {
  const parts = said.split(/\n(?=\s*(?:expr:|alertname:|name:))/);
  const found = new Map<string, string>();
  for (const part of parts) {
    const name = /alertname(?:: |=\\?")([^\\",\n]+)/.exec(part)?.[1];
    if (name !== undefined && compared.includes(name) && !found.has(name))
      found.set(name, part.trim().replaceAll(/\s+/g, " ").slice(0, 6000));
  }
  if (found.size === 0) found.set("(the file)", said.trim().slice(0, 1500));
  return [...found].map(([alert, what]) => ({ alert, what }));
}
