import { attemptWork, Work } from "../../promql/grammar/work.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { nextTurn } from "../../system/turn.ts";
import type { RecordedExpression } from "../evaluate/recorded-series.ts";
import type { Inference } from "../infer-spec.ts";
import type { InferredSpec } from "../series/model.ts";
import type { RuleQuery } from "../sources/from-rules.ts";
import { applyIncident } from "./apply-incident.ts";
import { dashboardIncident } from "./dashboard-incident.ts";
import { findIncident } from "./find-incident.ts";
import { hitMembers } from "./hit-members.ts";
import { planPhases, type SolvedAlert } from "./plan-incident.ts";
import { keyOf } from "./series-key.ts";
import { SeriesWorld } from "./series-world.ts";
import { shapePhases } from "./shape-phases.ts";

const minute = 60_000;
const times = { beforeMs: 10 * minute, betweenMs: 10 * minute } as const;
/** The part of what a dashboard shows that has trouble in it, and how long that is at least. */
const inTrouble = { part: 0.6, leastMs: 5 * minute } as const;
/** Steps of reading one rule. */
const steps = 300_000;

/**
 * The spec of dashboards with an incident in it: what {@link dashboardIncident} changes, and the changes with which the
 * alerts of the rules fire, one after the other where they contradict each other. Series that alerts need win.
 *
 * @returns undefined if nothing would change.
 */
export async function inferScenario(inference: Inference): Promise<InferredSpec | undefined> {
  const { spec, options, dashboards } = inference;
  const { metrics: usual, stepMs, historyMs } = spec;
  const rangeMs = Math.min(historyMs, ...dashboards.map((dashboard) => dashboard.rangeMs));
  const shownMs = Math.max(inTrouble.leastMs, Math.floor((rangeMs * inTrouble.part) / minute) * minute);
  const solved = await solve(options.rules ?? [], spec, options.nowMs, options.signal);
  if (solved === undefined) return dashboardIncident(inference, { historyMs, shownMs });
  const { alerts, world, records } = solved;
  const shape = { metrics: usual, solved: alerts, world, records, nowMs: options.nowMs, stepMs, shownMs };
  // What most alerts are about is what the dashboards show.
  const planned = [...planPhases(alerts, world)].sort((a, b) => a.alerts.length - b.alerts.length);
  const phases = shapePhases(planned, shape);
  const lengths = phases.reduce((sum, { lengthMs }) => sum + times.betweenMs + lengthMs, 0);
  // What does not fit into what is shown would be a leftover at its begin.
  const alone = lengths > rangeMs ? { aloneMs: rangeMs } : {};
  const alarming = applyIncident(spec, phases, { ...times, ...alone, stepMs, ongoingMs: historyMs });
  const taken = new Set(
    alarming.metrics.flatMap(({ series }, index) =>
      series.flatMap((one, place) => (one === spec.metrics[index]!.series[place] ? [] : [keyOf(index, place)])),
    ),
  );
  const shown = await dashboardIncident(inference, { historyMs: alarming.historyMs, shownMs, taken });
  const metrics = alarming.metrics.map((metric, index) => {
    const base = spec.metrics[index]!;
    const beside = shown?.metrics[index] ?? base;
    const series = metric.series.map((one, place) => (one === base.series[place] ? beside.series[place]! : one));
    if (series.every((one, place) => one === base.series[place])) return base;
    const causes = [...(metric.causes ?? []), ...(beside.causes ?? [])];
    return { ...metric, series, ...(causes.length > 0 && { causes }) };
  });
  const signals = [...alarming.signals, ...(shown?.signals ?? []).slice(spec.signals.length)];
  return { ...alarming, signals, metrics };
}

/** Alerts of rules that can fire, and the series that they read. */
interface SolvedRules {
  readonly alerts: readonly SolvedAlert[];
  readonly world: SeriesWorld;
  readonly records: readonly RecordedExpression[];
}

async function solve(
  rules: readonly RuleQuery[],
  spec: InferredSpec,
  nowMs: number,
  signal: AbortSignal | undefined,
): Promise<SolvedRules | undefined> {
  const parsed = rules.flatMap((rule) => {
    const root = parse(rule.expr);
    return root === undefined ? [] : [{ ...rule, root }];
  });
  const wanted = parsed.filter(({ kind }) => kind === "alert");
  if (wanted.length === 0) return undefined;
  const records = parsed.flatMap(({ kind, name, root, labels = [] }) =>
    kind === "record" ? [{ name, root, labels }] : [],
  );
  const world = new SeriesWorld(spec.metrics, { records, nowMs, stepMs: spec.stepMs });
  const alerts: SolvedAlert[] = [];
  for (const { name, root, forMs = 0 } of wanted) {
    await nextTurn(signal);
    const alert = { name, root, forMs, intervalMs: minute };
    const found = findIncident(alert, world);
    if (found !== undefined) alerts.push({ ...found, changes: hitMembers(alert, found.changes, world), alert });
  }
  return { alerts, world, records };
}

function parse(expr: string): PromqlNode | undefined {
  const parsed = attemptWork(new Work(steps), () => parseExpression(expr));
  return parsed?.ok === true ? parsed.root : undefined;
}
