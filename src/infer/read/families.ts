import { isBucketName, isTotalName, madeLabel, partName, splitPart, wireNames } from "../../generator/wire-names.ts";
import type { LabelCondition } from "./label-condition.ts";
import { type MetricUse, type SelectorUse, textOf, type Usage } from "./usage.ts";

/** The kinds of metrics. */
export type InferredKind = "gauge" | "counter" | "histogram" | "native" | "summary" | "info";

/** Metrics that are generated together: one, or `x_bucket`, `x_sum` and `x_count`. */
export interface Family {
  /** Name in the spec: of a histogram without `_bucket`. */
  readonly name: string;
  readonly kind: InferredKind;
  /** Of a histogram: queries ask for its buckets and for the native form too. */
  readonly native?: "both";
  /** Everything known of all its metrics together; conditions on labels that the kind makes are left out. */
  readonly use: MetricUse;
  /** Buckets by their label, not by their name: those of a recording rule, for one. */
  readonly ofBuckets?: true;
  /** Bounds or quantiles that queries name. */
  readonly bounds: readonly number[];
}

/** Joins the metrics of histograms and summaries and decides what each one is by its use, then by its name. */
export function makeFamilies(usage: Usage, types: ReadonlyMap<string, InferredKind> = new Map()): Family[] {
  const families: Family[] = [];
  const taken = new Set<string>();
  const take = (name: string, kind: "histogram" | "summary", made: string | undefined) => {
    const isBoth = kind === "histogram" && usage.metrics.get(name)?.functions.has("native") === true;
    const shape = { name, kind, ...(isBoth ? { native: "both" as const } : {}) };
    const wires = wireNames(shape);
    const uses = wires.flatMap((one) => usage.metrics.get(one) ?? []);
    const bounds = made === undefined ? [] : boundsOf(uses, made);
    // Another family makes one of these, or queries name values that this kind cannot have: each stands alone.
    const apart =
      bounds === undefined ||
      wires.some((one) => taken.has(one)) ||
      (kind === "summary" && uses.some((use) => use.name !== name && use.labels.has("quantile")));
    const free = uses.filter((use) => !taken.has(use.name));
    if (apart) families.push(...free.map((use) => standAlone(use, use.name === name ? "gauge" : "counter")));
    else families.push({ ...shape, use: join(name, uses, made), bounds });
    for (const one of apart ? free.map((use) => use.name) : wires) taken.add(one);
  };
  const metrics = [...usage.metrics.keys()];
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    const kind = part === "sum" || part === "count" || part === "bucket" ? types.get(base!) : undefined;
    if (kind === "histogram" && !taken.has(name)) take(base!, kind, "le");
    if (kind === "summary" && !taken.has(name) && part !== "bucket") take(base!, kind, "quantile");
  }
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    if (base !== undefined && part === "bucket" && !taken.has(name) && isHistogram(name, usage))
      take(base, "histogram", "le");
  }
  for (const name of metrics) {
    // A gauge or counter that is known to be one has a label `quantile` like any other.
    if (taken.has(name) || (types.get(name) ?? "summary") !== "summary") continue;
    if (!isSummary(usage.metrics.get(name)!)) continue;
    take(name, "summary", "quantile");
  }
  for (const name of metrics) {
    const { base, part } = splitPart(name) ?? {};
    if (base === undefined || part !== "sum" || base.includes(":") || taken.has(name)) continue;
    // Known as counters of their own, as some exporters have them.
    if (types.has(name) || types.has(partName(base, "count"))) continue;
    if (usage.metrics.has(base)) continue;
    const count = usage.metrics.get(partName(base, "count"));
    if (count !== undefined && isRate(usage.metrics.get(name)!) && isRate(count)) take(base, "summary", undefined);
  }
  for (const [name, use] of usage.metrics) {
    if (taken.has(name)) continue;
    const known = types.get(name);
    // A type that is known can be that of another metric: of the histogram `x`, beside a gauge `x`.
    const fits = known !== undefined && wireNames({ name, kind: known }).every((one) => !taken.has(one));
    const kind = fits ? known : kindOf(use);
    if (kind === "summary") take(name, kind, "quantile");
    else families.push(standAlone(use, kind));
    for (const one of wireNames({ name, kind })) taken.add(one);
  }
  const order = new Map(metrics.map((name, index) => [name, index]));
  const place = (family: Family) =>
    wireNames(family).flatMap((name) => order.get(name) ?? [])[0] ?? order.get(family.name) ?? 0;
  return families.sort((a, b) => place(a) - place(b));
}

function standAlone(use: MetricUse, kind: InferredKind): Family {
  const made = madeLabel(kind);
  const isOfBuckets = use.labels.has("le") && !isBucketName(use.name) && (kind === "gauge" || kind === "counter");
  const bounds = isOfBuckets ? boundsOf([use], "le") : undefined;
  if (bounds !== undefined) return { name: use.name, kind, use: join(use.name, [use], "le"), ofBuckets: true, bounds };
  return { name: use.name, kind, use: made === undefined ? use : join(use.name, [use], made), bounds: [] };
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

/** Names of what happens; anything else that is a total and that nothing takes a rate of is how much there is now. */
const countsEvents =
  /(requests?|errors?|failures?|faults?|calls?|quer(y|ies)|messages?|events?|packets?|bytes|seconds|operations?|ops|hits?|miss(es)?|reads?|writes?|retries|timeouts?|drops?|restarts?|evictions?|exceptions?|transactions?|commits?|rollbacks?|logins?|attempts?|executions?|runs?|builds?|deploy(ment)?s|scrapes?|samples|lookups?|accesses|conflicts|deadlocks|checkpoints|reloads|elections|changes|fetches|flushes|hops|resets|switches|visits|orders|views|clicks|sent|read|written|lost|won|sum|[a-z]+ed)_total$|(^|_)(http|rpc|grpc)_/i;

function kindOf(use: MetricUse): InferredKind {
  const { name, functions } = use;
  if (functions.has("native")) return "native";
  if (isRate(use)) return "counter";
  if (
    /_(info|labels|metadata|annotations)$/.test(name) &&
    use.comparisons.every(({ all }) => all.every(({ value }) => value <= 1))
  )
    return "info";
  const gaugeLike = ["delta", "idelta", "deriv", "predict_linear", "time-", "-time", "avg_over_time"].some((each) =>
    functions.has(each),
  );
  const isTotal = isTotalName(name) && !name.includes(":") && !gaugeLike;
  return isTotal && (countsEvents.test(name) || !use.valued) ? "counter" : "gauge";
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
    shown: new Set([...all((use) => use.shown)].filter((label) => label !== made)),
    selectors,
    functions: all((use) => use.functions),
    comparisons: uses.length === 1 ? uses[0]!.comparisons : [],
    events: uses.flatMap(({ events }) => events.map(without)),
    users: all((use) => use.users),
    units: all((use) => use.units),
    measures: uses.flatMap(({ measures }) =>
      measures.map((each) => ({ ...each, conditions: without(each.conditions) })),
    ),
    states: uses.length === 1 ? uses[0]!.states : [],
    outcome: uses.length === 1 ? uses[0]!.outcome : undefined,
    sameUnit: all((use) => use.sameUnit),
    joined: uses.some(({ joined }) => joined),
    valued: uses.some(({ valued }) => valued),
    unique: uses.flatMap(({ unique }) => unique.map((each) => ({ ...each, conditions: without(each.conditions) }))),
    sameLabels: uses.flatMap(({ sameLabels }) => sameLabels),
    plain: uses.some(({ plain }) => plain),
    constant: all((use) => use.constant),
    shownAlone: uses.some(({ shownAlone }) => shownAlone),
    copies: uses.flatMap(({ copies }) => copies),
    lacks: all((use) => use.lacks),
    exact: uses.find(({ exact }) => exact !== undefined)?.exact,
    partners: all((use) => use.partners),
    variables: joinSets(uses.map(({ variables }) => variables)),
    listed: joinListed(uses),
  };
}

function joinSets(maps: readonly ReadonlyMap<string, ReadonlySet<string>>[]): Map<string, Set<string>> {
  const joined = new Map<string, Set<string>>();
  for (const map of maps) for (const [key, set] of map) joined.set(key, new Set([...(joined.get(key) ?? []), ...set]));
  return joined;
}

function joinListed(uses: readonly MetricUse[]): MetricUse["listed"] {
  const listed = new Map<string, { patterns: Set<string>; saved: Set<string> }>();
  for (const use of uses) {
    for (const [label, { patterns, saved }] of use.listed) {
      const known = listed.get(label);
      listed.set(label, {
        patterns: new Set([...(known?.patterns ?? []), ...patterns]),
        saved: new Set([...(known?.saved ?? []), ...saved]),
      });
    }
  }
  return listed;
}
