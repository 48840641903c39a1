import { askInstant } from "../../alerts/engine/ask-expression.ts";
import { runRules } from "../../alerts/engine/run-rules.ts";
import { judgeExpectations } from "../../alerts/result/judge-expectations.ts";
import type { RuleTest } from "../../alerts/result/rule-test.ts";
import { testedAlerts, testedRecords } from "../../alerts/result/tested-rules.ts";
import type { CheckedRules } from "../../alerts/rules/check-rules.ts";
import type { ParsedGroup } from "../../alerts/rules/parsed-rule.ts";
import { expandTemplate } from "../../alerts/templates/expand-template.ts";
import { knowSpec } from "../../check/explain/spec-knowledge.ts";
import { prometheusBackend } from "../../check/run/prometheus-backend.ts";
import { anchorMs, gridEndMs } from "../../generator/sampling/grid.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { losesNatives, versionAsker } from "../../prometheus/query/server-version.ts";
import type { RuleFile, RuleGroup } from "../../prometheus/rules/rule-group.ts";
import { type SampledSeries, writeSamples } from "../../prometheus/write/write-samples.ts";
import type { IsolationLabel } from "../../promql/isolation/label.ts";
import type { RunContext } from "../context.ts";
import type { LoadedSpec } from "../files/load-spec.ts";
import { nativeNames, type SeriesPlan } from "../up/plan.ts";
import { isolatedBackend } from "./isolated-backend.ts";

/** A server that holds the series of a plan. */
export interface FilledServer {
  readonly prometheus: Prometheus;
  readonly plan: SeriesPlan;
  /** The label of these series where the server holds others too: rules see no others, and write under it. */
  readonly isolation?: IsolationLabel | undefined;
}

/** Rules that were read and parsed. */
export interface RulesToTest {
  readonly files: readonly RuleFile[];
  /** Of the files' groups. */
  readonly checked: CheckedRules;
  /** Whose expectations are judged. */
  readonly specs: readonly Pick<LoadedSpec, "file" | "document">[];
}

/**
 * Runs rules against the series that a server holds already. What recording rules make is written to it, so that it
 * must be a server that nobody else needs as it is.
 *
 * @throws {PrometheusError} if the server does not answer.
 */
export async function testRulesOn(
  server: FilledServer,
  { files, checked, specs }: RulesToTest,
  context: RunContext,
): Promise<RuleTest> {
  const { plan } = server;
  const tested = await evaluate(server, checked.groups, context);
  return {
    ...tested,
    unevaluated: unevaluatedIn(
      files.flatMap((file) => file.groups),
      checked.others,
    ),
    problems: [...files.flatMap(({ problems }) => problems), ...checked.problems],
    expectations: judgeSpecs(specs, tested.alerts, plan),
    warnings: plan.warnings,
  };
}

/** Holds what specs expect against what alerts did. */
export function judgeSpecs(
  specs: RulesToTest["specs"],
  alerts: RuleTest["alerts"],
  { grid }: Pick<SeriesPlan, "grid">,
): RuleTest["expectations"] {
  return specs.flatMap(({ file, document }) =>
    judgeExpectations(document.alerts, alerts, { anchorMs: anchorMs(grid), file }),
  );
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

async function evaluate(
  { prometheus, plan, isolation }: FilledServer,
  groups: readonly ParsedGroup[],
  context: RunContext,
): Promise<Pick<RuleTest, "window" | "alerts" | "records">> {
  const { progress, signal } = context;
  const definitions = plan.definitions.map(({ definition }) => definition);
  const lostNatives = async () =>
    losesNatives((await versionAsker(prometheus, signal)())?.version) ? nativeNames(definitions) : undefined;
  const asked = prometheusBackend(prometheus);
  const backend = isolation === undefined ? asked : isolatedBackend(asked, isolation, await lostNatives());
  const toMs = gridEndMs(plan.grid) - plan.grid.stepMs;
  const alertsFromMs = anchorMs(plan.grid);
  progress.step("evaluating the rules");
  const outcomes = await runRules({
    groups,
    backend,
    window: { fromMs: plan.grid.fromMs, toMs },
    alertsFromMs,
    signal,
    write: (series, grid) => writeSamples(prometheus, series.map(marked(isolation)), grid, context),
    expand: (template, data) =>
      expandTemplate(template, {
        ...data,
        query: (expr) => askInstant(backend, expr, data.timeMs, signal),
      }),
    onProgress: (done, total) => progress.update("evaluating rules", done, total),
  });
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

const marked =
  (isolation: IsolationLabel | undefined) =>
  (one: SampledSeries): SampledSeries =>
    isolation === undefined ? one : { ...one, labels: new Map([...one.labels, [isolation.name, isolation.value]]) };
