import { prepareQuery } from "../check/run/prepare-query.ts";
import type { DashboardQuery } from "../dashboard/read/queries.ts";
import { parseExpression } from "../promql/tree/parse.ts";
import { nextTurn } from "../system/turn.ts";
import { builtinValues, interpolate } from "../templating/interpolate.ts";
import { timeQuery } from "../templating/query-timing.ts";
import { resolveVariables } from "../templating/variables/resolve-variables.ts";
import type { ResolvedVariable } from "../templating/variables/variable.ts";
import { memoryBackend } from "./evaluate/memory-backend.ts";
import type { InferWork } from "./infer-work.ts";
import { type FilledQuery, fitLevels } from "./levels/fit.ts";
import type { InferOverrides } from "./levels/overrides.ts";
import { createDomains } from "./patterns/domains.ts";
import { createPatternCache } from "./patterns/pattern-match.ts";
import { plainAlternatives } from "./patterns/witness.ts";
import type { Patterns } from "./read/conditions.ts";
import { type Family, makeFamilies } from "./read/families.ts";
import type { KnownMetric } from "./read/known-metric.ts";
import { applyKnown } from "./read/known-metric.ts";
import { type ReadDashboard, readPanelQuery, readVariableUse, standAlone, staticOptions } from "./read/read-usage.ts";
import { addSelector, emptyUsage, labelUse, metricUse, type SelectorUse, type Usage } from "./read/usage.ts";
import { alignLabels } from "./series/align-labels.ts";
import { assignSignals } from "./series/assign.ts";
import type { InferredMetric } from "./series/model.ts";
import { makeRows } from "./series/rows.ts";
import { indexSeries } from "./series/series-index.ts";
import { type RuleQuery, readRuleQuery } from "./sources/from-rules.ts";

/** Rounds of: make series, let variables find their values, look what queries with these values select. */
const rounds = 3;

/** What a spec is built from, beside dashboards. */
export interface BuildInput {
  readonly nowMs: number;
  readonly stepMs: number;
  readonly historyMs: number;
  readonly known: readonly KnownMetric[];
  readonly rules: readonly RuleQuery[];
  readonly overrides: InferOverrides;
  /** Queries that stayed empty on a server, with the values that variables had there. */
  readonly answered: readonly FirmQuery[];
  readonly work: InferWork;
  readonly signal?: AbortSignal | undefined;
}

/** A panel's query as it was run. */
export interface FirmQuery {
  readonly query: DashboardQuery;
  readonly expr: string;
}

/** Makes the metrics of a spec. */
export class SpecBuilder {
  readonly #dashboards: readonly ReadDashboard[];
  readonly #times: BuildInput;
  readonly #patterns: Patterns = createPatternCache();

  constructor(dashboards: readonly ReadDashboard[], input: BuildInput) {
    this.#dashboards = dashboards;
    this.#times = input;
  }

  /** @param count - rows of everything. */
  async build(count: number): Promise<readonly InferredMetric[]> {
    const usage = emptyUsage();
    const { work, signal } = this.#times;
    for (const dashboard of this.#dashboards) await this.#readWritten(usage, dashboard);
    for (const rule of this.#times.rules) {
      await nextTurn(signal);
      work.attempt(`${rule.kind} ${rule.name}`, () => readRuleQuery(usage, rule));
    }
    applyKnown(usage, this.#times.known, { alone: this.#dashboards.length + this.#times.rules.length === 0 });
    const firm: Usage = emptyUsage();
    for (const { query, expr } of this.#times.answered) {
      await nextTurn(signal);
      work.attempt(query, () => readPanelQuery(firm, query, expr));
    }
    adopt(usage, firm);
    let metrics = await this.#make(usage, firm, count);
    for (let round = 0; round < rounds; round++) {
      const before = sizeOf(usage, firm);
      for (const dashboard of this.#dashboards) await this.#readResolved({ usage, firm, metrics }, dashboard);
      if (sizeOf(usage, firm) === before) break;
      metrics = await this.#make(usage, firm, count);
    }
    const filled: FilledQuery[] = [];
    for (const dashboard of this.#dashboards) filled.push(...(await this.#fill(metrics, dashboard)));
    const { nowMs, historyMs } = this.#times;
    return fitLevels(metrics, filled, {
      patterns: this.#patterns,
      nowSeconds: nowMs / 1000,
      historySeconds: historyMs / 1000,
      work,
      signal,
    });
  }

  async #make(usage: Usage, firm: Usage, count: number): Promise<InferredMetric[]> {
    const { work, signal } = this.#times;
    const patterns = this.#patterns;
    const { overrides, known } = this.#times;
    const domains = createDomains(usage, patterns, overrides.labels);
    const shapes = new Map(known.map((metric) => [metric.name, metric]));
    const types = new Map([...known.flatMap(({ name, kind }) => (kind === undefined ? [] : [[name, kind] as const])), ...overrides.types]);
    const families = makeFamilies(usage, types).filter(({ name }) => !overrides.skip.has(name));
    alignLabels(families, usage.single);
    const anchor = { monthSeconds: monthOf(this.#times.nowMs) };
    const metrics: InferredMetric[] = [];
    for (const family of families) {
      await nextTurn(signal);
      const made = work.attempt(`metric ${family.name}`, () => {
        const rows = makeRows(family, { domains, patterns, count, firm: firmOf(family, firm), lists: this.#times.answered.length > 0 });
        return assignSignals(family, rows, {
          anchor,
          patterns,
          shape: shapes.get(family.name),
          level: overrides.levels.get(family.name),
        });
      });
      if (made !== undefined) metrics.push(made);
    }
    return metrics;
  }

  async #readWritten(usage: Usage, { queries, variables }: ReadDashboard): Promise<void> {
    const { work, signal } = this.#times;
    const options = staticOptions(variables);
    for (const query of queries) {
      await nextTurn(signal);
      work.attempt(query, () => readPanelQuery(usage, query, query.expr, options));
    }
    const { alone, words } = standAlone([...queries, ...variables.map(({ query }) => ({ expr: query }))]);
    for (const variable of variables) {
      await nextTurn(signal);
      const text = { variable, query: variable.query, regex: variable.regex ?? "", alone, words };
      work.attempt(`variable $${variable.name}`, () => readVariableUse(usage, text, options));
    }
  }

  /** The queries with the values that variables find. */
  async #fill(metrics: readonly InferredMetric[], dashboard: ReadDashboard): Promise<FilledQuery[]> {
    const { resolved, range, titled } = await this.#resolve(metrics, dashboard);
    const { work, signal, stepMs } = this.#times;
    const filled: FilledQuery[] = [];
    for (const query of dashboard.queries.filter(({ place }) => place === "panel")) {
      await nextTurn(signal);
      const { expr } = prepareQuery(query, { resolved, window: range, scrapeIntervalMs: stepMs, dashboard: titled });
      const parsed = work.attempt(query, () => parseExpression(expr));
      if (parsed?.ok === true) filled.push({ query, root: parsed.root });
    }
    return filled;
  }

  async #resolve(metrics: readonly InferredMetric[], dashboard: ReadDashboard) {
    const { nowMs, historyMs, stepMs, signal } = this.#times;
    const range = { fromMs: nowMs - historyMs, toMs: nowMs };
    const backend = memoryBackend(indexSeries(metrics, this.#patterns), {
      nowSeconds: nowMs / 1000,
      historySeconds: historyMs / 1000,
      work: this.#times.work,
    });
    const titled = { title: dashboard.title, ...(dashboard.uid === undefined ? {} : { uid: dashboard.uid }) };
    const resolved = await resolveVariables(dashboard.variables, {
      backend,
      range,
      scrapeIntervalMs: stepMs,
      dashboard: titled,
      signal,
      regexTime: this.#times.work.regexTime,
    });
    return { resolved, range, titled };
  }

  /** Lets variables choose their values among the series so far, and reads the queries again with these in place. */
  async #readResolved(
    { usage, firm, metrics }: { usage: Usage; firm: Usage; metrics: readonly InferredMetric[] },
    dashboard: ReadDashboard,
  ) {
    const { stepMs, work, signal } = this.#times;
    const { resolved, range, titled } = await this.#resolve(metrics, dashboard);
    for (const query of dashboard.queries) {
      await nextTurn(signal);
      const { expr, used } = prepareQuery(query, { resolved, window: range, scrapeIntervalMs: stepMs, dashboard: titled });
      if (expr === query.expr || used.some(({ state }) => state === "empty" || state === "error")) continue;
      work.attempt(query, () => readPanelQuery(firm, query, expr));
    }
    const asked = emptyUsage();
    const fill = (text: string, format: string) => fillIn(text, format, resolved, { range, stepMs, dashboard: titled });
    for (const variable of dashboard.variables) {
      await nextTurn(signal);
      const text = { variable, query: fill(variable.query, "prometheus"), regex: fill(variable.regex ?? "", "regex") };
      work.attempt(`variable $${variable.name}`, () => readVariableUse(asked, text));
    }
    work.tryOnce(() => adoptVariables(usage, asked, this.#patterns));
    for (const [name, { selectors }] of asked.metrics) {
      const use = metricUse(firm, name);
      for (const selector of use === undefined ? [] : selectors.values()) addSelector(use!, selector);
    }
    adopt(usage, asked);
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

/** What variables' queries demand of labels, other variables filled in, holds everywhere; lists of values that were filled in do not. */
function adoptVariables(usage: Usage, asked: Usage, patterns: Patterns): void {
  for (const [name, use] of asked.labels) {
    const known = labelUse(usage, name);
    for (const pattern of use.patterns) if (known.patterns.size < 20) known.patterns.add(pattern);
    for (const [key, { condition }] of use.conditions) {
      const pattern = condition.op === "=~" ? patterns(condition.value)?.pattern : undefined;
      if (pattern === undefined || plainAlternatives(pattern) !== undefined || known.conditions.size >= 300) continue;
      if (!known.conditions.has(key)) known.conditions.set(key, { condition, count: 1 });
    }
  }
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
