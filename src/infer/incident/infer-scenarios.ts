import { attemptWork, Work } from "../../promql/grammar/work.ts";
import type { PromqlNode } from "../../promql/tree/node.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { nextTurn } from "../../system/turn.ts";
import type { Inference } from "../infer-spec.ts";
import type { InferredSpec } from "../series/model.ts";
import type { RuleQuery } from "../sources/from-rules.ts";
import { applyIncident } from "./apply-incident.ts";
import { dashboardIncident } from "./dashboard-incident.ts";
import { findIncident } from "./find-incident.ts";
import { planPhases, type SolvedAlert } from "./plan-incident.ts";
import { SeriesWorld } from "./series-world.ts";

const minute = 60_000;
const times = { beforeMs: 10 * minute, betweenMs: 10 * minute } as const;
/** Steps of reading one rule. */
const steps = 300_000;

/**
 * The spec of dashboards with an incident in it: what {@link dashboardIncident} changes, and the changes with which the
 * alerts of the rules fire, one after the other where they contradict each other. Series that alerts need win.
 *
 * @returns undefined if nothing would change.
 */
export async function inferScenario(inference: Inference): Promise<InferredSpec | undefined> {
  const { spec, options } = inference;
  const shown = await dashboardIncident(inference);
  const solved = await solve(options.rules ?? [], spec, options.nowMs, options.signal);
  if (solved === undefined) return shown;
  const alarming = applyIncident(spec, planPhases(solved.alerts, solved.world), { ...times, stepMs: spec.stepMs });
  const metrics = alarming.metrics.map((metric, index) => {
    const base = spec.metrics[index]!;
    const beside = shown?.metrics[index] ?? base;
    const series = metric.series.map((one, place) => (one === base.series[place] ? beside.series[place]! : one));
    return series.every((one, place) => one === base.series[place]) ? base : { ...metric, series };
  });
  return { ...alarming, metrics, historyMs: Math.max(alarming.historyMs, spec.historyMs) };
}

async function solve(
  rules: readonly RuleQuery[],
  spec: InferredSpec,
  nowMs: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly alerts: readonly SolvedAlert[]; readonly world: SeriesWorld } | undefined> {
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
    if (found !== undefined) alerts.push({ ...found, alert });
  }
  return { alerts, world };
}

function parse(expr: string): PromqlNode | undefined {
  const parsed = attemptWork(new Work(steps), () => parseExpression(expr));
  return parsed?.ok === true ? parsed.root : undefined;
}
