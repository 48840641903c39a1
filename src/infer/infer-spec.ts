import type { QueryResult } from "../check/result.ts";
import type { SourceDashboard } from "../dashboard/read/source.ts";
import type { DashboardQuery } from "../dashboard/view/queries.ts";
import { wireNames } from "../generator/wire-names.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import { removeInjection } from "../promql/isolation/remove.ts";
import { nextTurn } from "../system/turn.ts";
import { calmRules } from "./calm/calm-rules.ts";
import { asks, inferParts } from "./infer-parts.ts";
import { InferWork, type TooComplex } from "./infer-work.ts";
import type { AnsweredQuery } from "./knowledge.ts";
import { type InferOverrides, noOverrides } from "./levels/overrides.ts";
import { withFieldSettings } from "./panel/field-settings.ts";
import { createPatternCache } from "./patterns/pattern-match.ts";
import type { KnownMetric } from "./read/known-metric.ts";
import { type ReadDashboard, readForInference } from "./read/read-usage.ts";
import type { InferredMetric, InferredSpec } from "./series/model.ts";
import type { RuleQuery } from "./sources/from-rules.ts";
import { causesOf } from "./world/metric-causes.ts";

/** Options of {@link inferSpec}. */
export interface InferOptions {
  /** Unix milliseconds, for times that values name. Only its month counts, so that files stay the same. */
  readonly nowMs: number;
  /** Default 15,000. */
  readonly stepMs?: number | undefined;
  /** Default 6 h. */
  readonly historyMs?: number | undefined;
  /** Series that each dashboard should stay below where it can. Default 150. */
  readonly targetSeries?: number | undefined;
  /**
   * Metrics whose type, labels and levels are known from elsewhere. Without dashboards and rules all of them are in the
   * spec.
   */
  readonly known?: readonly KnownMetric[] | undefined;
  /** Whether series of this name come from elsewhere: the spec has none of them. */
  readonly elsewhere?: ((name: string) => boolean) | undefined;
  /** Queries of alert and recording rules. */
  readonly rules?: readonly RuleQuery[] | undefined;
  /** Corrections by a person. */
  readonly overrides?: InferOverrides | undefined;
  /** Stops the inference; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** An inference that can be repaired after a check. */
export interface Inference {
  readonly spec: InferredSpec;
  readonly dashboards: readonly ReadDashboard[];
  readonly options: InferOptions;
  /** Queries that have to have data, as a server ran them. */
  readonly answered: readonly AnsweredQuery[];
  /** Counts the steps of all rounds together. */
  readonly work: InferWork;
  /** Queries, variables and rules that were too complex to infer from. */
  readonly tooComplex: readonly TooComplex[];
}

/**
 * Makes a data spec from what dashboards ask for. The same dashboards give the same spec within a month, and each has
 * the series that it has alone.
 */
export async function inferSpec(dashboards: readonly SourceDashboard[], options: InferOptions): Promise<InferredSpec> {
  return (await startInference(dashboards, options)).spec;
}

/** As {@link inferSpec}, to be repaired later. */
export async function startInference(
  dashboards: readonly SourceDashboard[],
  options: InferOptions,
): Promise<Inference> {
  const read: ReadDashboard[] = [];
  for (const dashboard of dashboards) {
    await nextTurn(options.signal);
    read.push(readForInference(dashboard));
  }
  const work = new InferWork(dashboards.length);
  const spec = await build(read, { options, answered: [], work });
  return { spec, dashboards: read, options, answered: [], work, tooComplex: work.tooComplex };
}

/**
 * The inference that some of the dashboards get alone, with what is known of their queries.
 *
 * @param which - indexes of `inference.dashboards`.
 */
export async function inferAlone(inference: Inference, which: readonly number[]): Promise<Inference> {
  const { options, work } = inference;
  const dashboards = which.map((index) => inference.dashboards[index]!);
  const answered = inference.answered.filter(({ query }) => dashboards.some((one) => asks(one, query)));
  const spec = await build(dashboards, { options, answered, work });
  return { ...inference, spec, dashboards, answered };
}

/**
 * Makes series for queries that stayed empty when a server ran them: with the values that variables really had there.
 *
 * @param results - of a check of one of the dashboards; those with data, and annotations, do not matter.
 * @returns the same inference if there is nothing that it could do better.
 */
export async function repairInference(
  inference: Inference,
  results: readonly QueryResult[],
  { isolation }: { readonly isolation?: IsolationLabel | undefined } = {},
): Promise<{ readonly inference: Inference; readonly changed: boolean }> {
  const patterns = createPatternCache(200);
  const known = new Set(inference.answered.map(({ expr }) => expr));
  const added = results.flatMap(({ query, state, ranExpr }): AnsweredQuery[] => {
    if (state !== "empty" || ranExpr === undefined || query.place !== "panel") return [];
    const expr = isolation === undefined ? ranExpr : removeInjection(ranExpr, isolation);
    // What is hidden and was run feeds an expression: the panel's thresholds are not its own.
    const asked = query.hidden === true ? { ...query, panelContext: undefined } : query;
    return known.has(expr) ? [] : [{ query: withFieldSettings(asked as DashboardQuery, patterns), expr }];
  });
  if (added.length === 0) return { inference, changed: false };
  const answered = [...inference.answered, ...added.slice(0, 2000)];
  const { dashboards, options, work } = inference;
  const spec = await build(dashboards, { options, answered, work });
  const changed = signature(spec) !== signature(inference.spec);
  return { inference: { ...inference, spec, answered, tooComplex: work.tooComplex }, changed };
}

async function build(
  read: readonly ReadDashboard[],
  { options, answered, work }: Pick<Inference, "options" | "answered" | "work">,
): Promise<InferredSpec> {
  const {
    nowMs,
    stepMs = 15_000,
    historyMs = 6 * 3_600_000,
    targetSeries = 150,
    known = [],
    rules = [],
    overrides = noOverrides,
    elsewhere,
    signal,
  } = options;
  const times = { nowMs, stepMs, historyMs };
  const parts = { ...times, known, rules, overrides, answered, work, targetSeries, signal };
  const all = await calmRules(await inferParts(read, parts), rules, parts);
  const metrics = elsewhere === undefined ? all : all.filter((metric) => !isElsewhere(metric, elsewhere));
  const titles = [...new Set(read.map(({ title }) => title))];
  return {
    titles,
    signals: causesOf(metrics),
    metrics: metrics.length === 0 ? [placeholder(all.length > 0)] : metrics,
    stepMs,
    historyMs,
  };
}

export function signature({ metrics }: InferredSpec): string {
  return JSON.stringify(
    metrics.map(({ name, kind, series }) => [
      name,
      kind,
      series.map(({ labels, signal, observe }) => [[...labels], signal, observe]),
    ]),
  );
}

function isElsewhere({ name, kind }: InferredMetric, elsewhere: (name: string) => boolean): boolean {
  return elsewhere(name) || wireNames({ name, kind }).some(elsewhere);
}

/** A spec has at least one metric. */
const placeholder = (given: boolean): InferredMetric => ({
  name: given ? "dashpreview_placeholder" : "up",
  kind: "gauge",
  help: given
    ? "A place holder: every metric that the queries ask for comes from elsewhere."
    : "A place holder: none of the queries ask Prometheus for anything.",
  series: [{ labels: new Map([["instance", "host-1:9100"]]), index: 0, signal: { form: "constant", value: 1 } }],
  users: [],
  needs: [],
  observe: undefined,
  buckets: [],
  quantiles: [],
});
