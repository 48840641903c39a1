import { askInstant } from "../../alerts/engine/ask-expression.ts";
import { runRules } from "../../alerts/engine/run-rules.ts";
import { judgeExpectations } from "../../alerts/result/judge-expectations.ts";
import type { RuleTest } from "../../alerts/result/rule-test.ts";
import { testedAlerts, testedRecords } from "../../alerts/result/tested-rules.ts";
import { checkRules } from "../../alerts/rules/check-rules.ts";
import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { expandTemplate } from "../../alerts/templates/expand-template.ts";
import { knowSpec } from "../../check/explain/spec-knowledge.ts";
import { prometheusBackend } from "../../check/run/prometheus-backend.ts";
import { anchorMs, gridEndMs } from "../../generator/sampling/grid.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import type { RuleFile, RuleGroup } from "../../prometheus/rules/rule-group.ts";
import { verifyHistory } from "../../prometheus/write/verify-history.ts";
import { writeHistory } from "../../prometheus/write/write-history.ts";
import { writeSamples } from "../../prometheus/write/write-samples.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../inputs.ts";
import { type LeadIn, withLeadIn } from "../lead-in/with-lead-in.ts";
import { startLocalPrometheus } from "../local/server.ts";
import { createSources, planSeries, type SeriesPlan } from "../up/plan.ts";
import { ruleNeeds } from "./rule-needs.ts";

/** Input of {@link testRules}. */
export interface TestRulesOptions {
  readonly files: readonly RuleFile[];
  readonly spec: LoadedSpec;
  /** Of the Prometheus to run. */
  readonly binary: string;
  readonly temporaryFolder: string;
  readonly userAgent: string;
  readonly historyMs?: number | undefined;
  readonly stepMs?: number | undefined;
  readonly leadIn?: LeadIn | undefined;
  /** A lead-in of rules that look back further is cut here without a word; milliseconds. Default: not cut. */
  readonly maxLeadInMs?: number | undefined;
  /** Of groups that name none; milliseconds. */
  readonly evaluationIntervalMs: number;
  readonly maxSeries?: number | undefined;
  readonly maxSamples?: number | undefined;
}

/**
 * Runs rules against the series of a data spec on a throw-away Prometheus, which leaves nothing behind.
 *
 * @throws {SpecError} {@link PrometheusError}
 */
export async function testRules(options: TestRulesOptions, context: RunContext): Promise<RuleTest> {
  const groups = options.files.flatMap((file) => file.groups);
  const checked = checkRules(groups, options.evaluationIntervalMs);
  const historyMs = context.now() - planFor(checked.groups, options, context).grid.fromMs;
  context.progress.step("starting a throw-away Prometheus");
  const server = await startLocalPrometheus({ ...options, ...context, historyMs });
  const prometheus = createPrometheus({ url: server.url, userAgent: options.userAgent });
  try {
    const plan = planFor(checked.groups, options, context);
    await fill(prometheus, plan, context);
    const tested = await evaluate(prometheus, plan, checked.groups, context);
    const { file, document } = options.spec;
    return {
      ...tested,
      unevaluated: unevaluatedIn(groups, checked.others),
      problems: [...options.files.flatMap(({ problems }) => problems), ...checked.problems],
      expectations: judgeExpectations(document.alerts, tested.alerts, { anchorMs: anchorMs(plan.grid), file }),
      warnings: plan.warnings,
    };
  } finally {
    context.progress.clear();
    prometheus.close();
    await server.stop();
  }
}

function unevaluatedIn(groups: readonly RuleGroup[], others: readonly RuleGroup[]): RuleTest["unevaluated"] {
  const placeOf = ({ name, namespace, file, line }: RuleGroup) => ({ group: name, namespace, file, line });
  return [
    ...others.map((group) => ({ ...placeOf(group), reason: "it is in LogQL" })),
    ...groups.flatMap((group) =>
      (group.unevaluated ?? []).map(({ name, line, reason }) => ({ ...placeOf(group), line, rule: name, reason })),
    ),
  ];
}

function planFor(groups: readonly ParsedGroup[], options: TestRulesOptions, { now }: RunContext): SeriesPlan {
  const plan = planSeries([options.spec], { ...options, nowMs: now() });
  if (options.leadIn === 0) return plan;
  const data = { fromMs: plan.grid.fromMs, toMs: gridEndMs(plan.grid) - plan.grid.stepMs };
  const { leadIn, maxSamples, maxLeadInMs = Number.POSITIVE_INFINITY } = options;
  const needs = ruleNeeds(groups, data).map(({ place, ms }) => ({ place, ms: Math.min(ms, maxLeadInMs) }));
  return withLeadIn(plan, needs, { leadIn, maxSamples, nowMs: now() });
}

async function fill(prometheus: Prometheus, plan: SeriesPlan, context: RunContext): Promise<void> {
  const { progress } = context;
  const { grid, metadata } = plan;
  progress.step(`writing ${plan.seriesCount} series of ${grid.count} samples`);
  context.tune?.("writing");
  const onProgress = (done: number, total: number) => progress.update("writing samples", done, total);
  const sources = createSources(plan);
  const written = await writeHistory(prometheus, { ...context, sources, grid, metadata, onProgress });
  await verifyHistory(prometheus, { ...context, windows: written.windows, grid, sources: () => createSources(plan) });
  context.tune?.("reading");
}

async function evaluate(
  prometheus: Prometheus,
  plan: SeriesPlan,
  groups: readonly ParsedGroup[],
  context: RunContext,
): Promise<Pick<RuleTest, "window" | "alerts" | "records">> {
  const { progress, signal } = context;
  const backend = prometheusBackend(prometheus);
  const toMs = gridEndMs(plan.grid) - plan.grid.stepMs;
  const alertsFromMs = anchorMs(plan.grid);
  progress.step("evaluating the rules");
  const outcomes = await runRules({
    groups,
    backend,
    window: { fromMs: plan.grid.fromMs, toMs },
    alertsFromMs,
    signal,
    write: (series, grid) => writeSamples(prometheus, series, grid, context),
    expand: (template, data) =>
      expandTemplate(template, {
        ...data,
        query: (expr) => askInstant(backend, expr, data.timeMs, signal),
      }),
    onProgress: (done, total) => progress.update("evaluating rules", done, total),
  });
  const definitions = plan.definitions.map(({ definition }) => definition);
  const records = outcomes
    .filter(({ rule }) => rule.kind === "record")
    .map(({ rule }) => [rule.name, rule.name] as const);
  const made = ["ALERTS", "ALERTS_FOR_STATE"].map((name) => [name, name] as const);
  const knowledge = { metrics: new Map([...knowSpec(definitions).metrics, ...records, ...made]) };
  const input = { backend, knowledge, signal };
  return {
    window: { fromMs: alertsFromMs, toMs },
    alerts: await testedAlerts(outcomes, input),
    records: await testedRecords(outcomes, input),
  };
}
