import { builtinValues, interpolate } from "../check/interpolate.ts";
import { prepareQuery } from "../check/prepare-query.ts";
import { timeQuery } from "../check/query-timing.ts";
import { resolveVariables } from "../check/resolve-variables.ts";
import type { ResolvedVariable } from "../check/variable.ts";
import type { SourceDashboard } from "../dashboard/source.ts";
import { parseExpression } from "../promql/parse.ts";
import { alignLabels } from "./align-labels.ts";
import { assignSignals } from "./assign.ts";
import type { Patterns } from "./conditions.ts";
import { createDomains } from "./domains.ts";
import { type Family, makeFamilies } from "./families.ts";
import { type FilledQuery, fitLevels } from "./fit.ts";
import { memoryBackend } from "./memory-backend.ts";
import type { InferredMetric, InferredSpec } from "./model.ts";
import { createPatternCache } from "./pattern-match.ts";
import { type ReadDashboard, readForInference, readPanelQuery, readVariableUse, standAlone, staticOptions } from "./read-usage.ts";
import { makeRows } from "./rows.ts";
import { countSeries, indexSeries } from "./series-index.ts";
import { emptyUsage, type SelectorUse, type Usage } from "./usage.ts";

/** What {@link inferSpec} may be told. */
export interface InferOptions {
  /** Unix milliseconds, for times that values name. Only its month counts, so that files stay the same. */
  readonly nowMs: number;
  /** Default 15,000. */
  readonly stepMs?: number | undefined;
  /** Default 6 h. */
  readonly historyMs?: number | undefined;
  /** Series that the spec should stay below where it can. Default 150. */
  readonly targetSeries?: number | undefined;
}

/** Rounds of: make series, let variables find their values, look what queries with these values select. */
const rounds = 3;

/** Makes a data spec from what dashboards ask for. The same dashboards give the same spec within a month. */
export async function inferSpec(dashboards: readonly SourceDashboard[], options: InferOptions): Promise<InferredSpec> {
  const { nowMs, stepMs = 15_000, historyMs = 6 * 3_600_000, targetSeries = 150 } = options;
  const read = dashboards.map(readForInference);
  const builder = new Builder(read, { nowMs, stepMs, historyMs });
  let metrics = await builder.build(3);
  if (countSeries(metrics) > targetSeries) metrics = await builder.build(2);
  return {
    titles: read.map(({ title }) => title),
    metrics: metrics.length === 0 ? [placeholder] : metrics,
    stepMs,
    historyMs,
    warnings: [],
  };
}

/** A spec has at least one metric. */
const placeholder: InferredMetric = {
  name: "up",
  kind: "gauge",
  help: "A place holder: none of the queries ask Prometheus for anything.",
  series: [{ labels: new Map([["instance", "host-1:9100"]]), index: 0, signal: { form: "constant", value: 1 } }],
  users: [],
  observe: undefined,
  buckets: [],
  quantiles: [],
};

class Builder {
  readonly #dashboards: readonly ReadDashboard[];
  readonly #times: { readonly nowMs: number; readonly stepMs: number; readonly historyMs: number };
  readonly #patterns: Patterns = createPatternCache();

  constructor(dashboards: readonly ReadDashboard[], times: { nowMs: number; stepMs: number; historyMs: number }) {
    this.#dashboards = dashboards;
    this.#times = times;
  }

  async build(count: number): Promise<InferredMetric[]> {
    const usage = emptyUsage();
    for (const dashboard of this.#dashboards) readWritten(usage, dashboard);
    const firm: Usage = emptyUsage();
    let metrics = this.#make(usage, firm, count);
    for (let round = 0; round < rounds; round++) {
      const before = sizeOf(usage, firm);
      for (const dashboard of this.#dashboards) await this.#readResolved({ usage, firm, metrics }, dashboard);
      if (sizeOf(usage, firm) === before) break;
      metrics = this.#make(usage, firm, count);
    }
    const filled: FilledQuery[] = [];
    for (const dashboard of this.#dashboards) filled.push(...(await this.#fill(metrics, dashboard)));
    const { nowMs, historyMs } = this.#times;
    return [...fitLevels(metrics, filled, { patterns: this.#patterns, nowSeconds: nowMs / 1000, historySeconds: historyMs / 1000 })];
  }

  #make(usage: Usage, firm: Usage, count: number): InferredMetric[] {
    const patterns = this.#patterns;
    const domains = createDomains(usage, patterns);
    const families = makeFamilies(usage);
    alignLabels(families, usage.single);
    const anchor = { monthSeconds: monthOf(this.#times.nowMs) };
    return families.map((family) => {
      const rows = makeRows(family, { domains, patterns, count, firm: firmOf(family, firm) });
      return assignSignals(family, rows, { anchor, patterns });
    });
  }

  /** The queries with the values that variables find. */
  async #fill(metrics: readonly InferredMetric[], dashboard: ReadDashboard): Promise<FilledQuery[]> {
    const { resolved, range, titled } = await this.#resolve(metrics, dashboard);
    return dashboard.queries.flatMap((query): FilledQuery[] => {
      const { expr } = prepareQuery(query, { resolved, window: range, scrapeIntervalMs: this.#times.stepMs, dashboard: titled });
      const parsed = parseExpression(expr);
      return parsed.ok && query.place === "panel" ? [{ query, root: parsed.root }] : [];
    });
  }

  async #resolve(metrics: readonly InferredMetric[], dashboard: ReadDashboard) {
    const { nowMs, historyMs, stepMs } = this.#times;
    const range = { fromMs: nowMs - historyMs, toMs: nowMs };
    const backend = memoryBackend(indexSeries(metrics, this.#patterns), { nowSeconds: nowMs / 1000, historySeconds: historyMs / 1000 });
    const titled = { title: dashboard.title, ...(dashboard.uid === undefined ? {} : { uid: dashboard.uid }) };
    const resolved = await resolveVariables(dashboard.variables, { backend, range, scrapeIntervalMs: stepMs, dashboard: titled });
    return { resolved, range, titled };
  }

  /** Lets variables choose their values among the series so far, and reads the queries again with these in place. */
  async #readResolved(
    { usage, firm, metrics }: { usage: Usage; firm: Usage; metrics: readonly InferredMetric[] },
    dashboard: ReadDashboard,
  ) {
    const { stepMs } = this.#times;
    const { resolved, range, titled } = await this.#resolve(metrics, dashboard);
    for (const query of dashboard.queries) {
      const { expr, used } = prepareQuery(query, { resolved, window: range, scrapeIntervalMs: stepMs, dashboard: titled });
      if (expr === query.expr || used.some(({ state }) => state === "empty" || state === "error")) continue;
      readPanelQuery(firm, query, expr);
    }
    const fill = (text: string, format: string) => fillIn(text, format, resolved, { range, stepMs, dashboard: titled });
    for (const variable of dashboard.variables)
      readVariableUse(firm, { variable, query: fill(variable.query, "prometheus"), regex: fill(variable.regex ?? "", "regex") });
    adopt(usage, firm);
  }
}

function fillIn(
  text: string,
  defaultFormat: string,
  values: ReadonlyMap<string, ResolvedVariable>,
  { range, stepMs, dashboard }: { range: { fromMs: number; toMs: number }; stepMs: number; dashboard: { title: string; uid?: string } },
): string {
  if (!/\$|\[\[/.test(text)) return text;
  return interpolate(text, {
    values,
    builtins: builtinValues({ range, timing: timeQuery({ range, scrapeIntervalMs: stepMs }), dashboard }),
    defaultFormat,
  });
}

function readWritten(usage: Usage, { queries, variables }: ReadDashboard): void {
  const options = staticOptions(variables);
  for (const query of queries) readPanelQuery(usage, query, query.expr, options);
  const { alone, words } = standAlone(queries);
  for (const variable of variables)
    readVariableUse(usage, { variable, query: variable.query, regex: variable.regex ?? "", alone, words }, options);
}

/** What resolved queries say about names, labels and functions goes to all that is known; their selectors stay apart. */
function adopt(usage: Usage, firm: Usage): void {
  for (const [name, use] of firm.metrics) {
    const known = usage.metrics.get(name);
    if (known === undefined) {
      usage.metrics.set(name, { ...use, selectors: new Map(), labels: new Set(use.labels), unique: [...use.unique] });
      continue;
    }
    for (const label of use.labels) known.labels.add(label);
    for (const one of use.functions) known.functions.add(one);
    for (const user of use.users) if (known.users.size < 20) known.users.add(user);
    if (known.comparisons.length === 0) known.comparisons.push(...use.comparisons);
    if (known.copies.length === 0) known.copies.push(...use.copies);
    known.exact ??= use.exact;
  }
}

function firmOf({ name, kind }: Family, { metrics }: Usage): SelectorUse[] {
  const names = kind === "histogram" || kind === "summary" ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
  const made = kind === "histogram" ? "le" : kind === "summary" ? "quantile" : undefined;
  return names.flatMap((one) =>
    [...(metrics.get(one)?.selectors.values() ?? [])].map((use) => ({
      ...use,
      conditions: use.conditions.filter((condition) => condition.name !== made),
    })),
  );
}

function sizeOf(usage: Usage, firm: Usage): number {
  const count = ({ metrics }: Usage) => [...metrics.values()].reduce((sum, use) => sum + 1 + use.labels.size + use.selectors.size, 0);
  return count(usage) + count(firm);
}

function monthOf(nowMs: number): number {
  const date = new Date(nowMs);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / 1000;
}
