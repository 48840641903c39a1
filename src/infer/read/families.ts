import { isTotalName, partName, splitPart, wireNames } from "../../generator/wire-names.ts";
import type { LabelCondition } from "./label-condition.ts";
import { type MetricUse, type SelectorUse, textOf, type Usage } from "./usage.ts";

/** The kinds of metrics. */
export type InferredKind = "gauge" | "counter" | "histogram" | "native" | "summary" | "info";

/** Metrics that are generated together: one, or `x_bucket`, `x_sum` and `x_count`. */
export interface Family {
  /** Name in the spec: of a histogram without `_bucket`. */
  readonly name: string;
  readonly kind: InferredKind;
  /** Everything known of all its metrics together; conditions on labels that the kind makes are left out. */
  readonly use: MetricUse;
  /** Bounds or quantiles that queries name. */
  readonly bounds: readonly number[];
}

/** Joins the metrics of histograms and summaries and decides what each one is by its use, then by its name. */
export function makeFamilies(usage: Usage, types: ReadonlyMap<string, InferredKind> = new Map()): Family[] {
  const families: Family[] = [];
  const taken = new Set<string>();
  const take = (name: string, kind: InferredKind, made: string | undefined) => {
    const uses = wireNames({ name, kind }).flatMap((one) => usage.metrics.get(one) ?? []);
    for (const { name: own } of uses) taken.add(own);
    const bounds = made === undefined ? [] : boundsOf(uses, made);
    if (bounds === undefined)
      for (const use of uses)
        families.push({ name: use.name, kind: use.name === name ? "gauge" : "counter", use, bounds: [] });
    else families.push({ name, kind, use: join(name, uses, made), bounds });
  };
  const metrics = [...usage.metrics.keys()];
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    if (base !== undefined && part === "bucket" && isHistogram(name, usage)) take(base, "histogram", "le");
  }
  for (const name of metrics) {
    if (taken.has(name) || !isSummary(usage.metrics.get(name)!)) continue;
    take(name, "summary", "quantile");
  }
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    if (base === undefined || part !== "sum" || base.includes(":") || taken.has(name) || usage.metrics.has(base))
      continue;
    const count = usage.metrics.get(partName(base, "count"));
    if (count !== undefined && isRate(usage.metrics.get(name)!) && isRate(count)) take(base, "summary", undefined);
  }
  for (const [name, use] of usage.metrics) {
    if (taken.has(name)) continue;
    families.push({ name, kind: types.get(name) ?? kindOf(use), use, bounds: [] });
  }
  const order = new Map(metrics.map((name, index) => [name, index]));
  const place = (family: Family) =>
    [family.name, ...wireNames(family)].flatMap((name) => order.get(name) ?? [])[0] ?? 0;
  return families.sort((a, b) => place(a) - place(b));
}

function isHistogram(name: string, { metrics }: Usage): boolean {
  const use = metrics.get(name)!;
  return use.labels.has("le") || isRate(use) || use.functions.size === 0;
}

function isSummary(use: MetricUse): boolean {
  return use.labels.has("quantile") && !isRate(use);
}

const rates = ["rate", "irate", "increase", "resets"];

function isRate({ functions }: MetricUse): boolean {
  return rates.some((name) => functions.has(name));
}

function kindOf(use: MetricUse): InferredKind {
  const { name, functions } = use;
  if (functions.has("native")) return "native";
  if (isRate(use)) return "counter";
  if (/_info$/.test(name) && use.comparisons.every(({ all }) => all.every(({ value }) => value <= 1))) return "info";
  const gaugeLike = ["delta", "idelta", "deriv", "predict_linear", "time-", "-time", "avg_over_time"].some((each) =>
    functions.has(each),
  );
  return isTotalName(name) && !name.includes(":") && !gaugeLike ? "counter" : "gauge";
}

/**
 * The numbers that conditions on `le` or `quantile` name; undefined if one is not written as a client library prints
 * it.
 */
function boundsOf(uses: readonly MetricUse[], label: string): number[] | undefined {
  const found = new Set<number>();
  for (const { selectors } of uses) {
    for (const { conditions } of selectors.values()) {
      for (const { name, op, value } of conditions) {
        if (name !== label || (op !== "=" && op !== "=~")) continue;
        if (label === "quantile" && /^[01]$/.test(value)) return undefined;
        for (const text of value.replaceAll(/[()]/g, "").split("|")) {
          const number = Number(text.replaceAll("\\", ""));
          if (text === "+Inf" || text === "\\+Inf" || text === "" || /\.[*+]/.test(text)) continue;
          if (!Number.isFinite(number) || (op === "=" && String(number) !== text)) return undefined;
          found.add(number);
        }
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

function join(name: string, uses: readonly MetricUse[], made: string | undefined): MetricUse {
  const without = (conditions: readonly LabelCondition[]) => conditions.filter((condition) => condition.name !== made);
  const selectors = new Map<string, SelectorUse>();
  for (const use of uses) {
    for (const selector of use.selectors.values()) {
      const conditions = without(selector.conditions);
      selectors.set(`${selector.removes ? "-" : "+"}${textOf(conditions)}`, { ...selector, conditions });
    }
  }
  const all = <Value>(pick: (use: MetricUse) => Iterable<Value>) => new Set(uses.flatMap((use) => [...pick(use)]));
  return {
    name,
    labels: new Set([...all((use) => use.labels)].filter((label) => label !== made)),
    selectors,
    functions: all((use) => use.functions),
    comparisons: uses.length === 1 ? uses[0]!.comparisons : [],
    users: all((use) => use.users),
    units: all((use) => use.units),
    unique: uses.flatMap(({ unique }) => unique.map((each) => ({ ...each, conditions: without(each.conditions) }))),
    sameLabels: uses.flatMap(({ sameLabels }) => sameLabels),
    plain: uses.some(({ plain }) => plain),
    copies: uses.flatMap(({ copies }) => copies),
    lacks: all((use) => use.lacks),
    exact: uses.find(({ exact }) => exact !== undefined)?.exact,
  };
}
