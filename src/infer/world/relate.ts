import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import { type InferredSignal, specOf } from "../levels/signal.ts";
import { type Patterns, satisfiesAll } from "../read/conditions.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";
import { type Cause, causesIn, renameCauses } from "./cause.ts";
import { isSizeName, type PartKind, type Relation, type Side } from "./name-relations.ts";
import { isRandom, isRounded, partSignal, unrounded } from "./part-signal.ts";
import { unitOf } from "./pick.ts";
import { commonLabels, nearest, twinsOf } from "./related-rows.ts";
import { rest, shareOf } from "./shares.ts";

/** Relations that are looked at. */
const maxRelations = 400;
/** Parts of what has a size. */
const sizes: ReadonlySet<PartKind> = new Set(["used", "free", "small", "requested", "most", "same"]);
/** Wholes above wholes. */
const maxDepth = 6;

/**
 * Makes parts follow their wholes, row by row: the course of a part is a share of the course of its whole. Of several
 * wholes of a part the first counts; states, moments and courses that are given stay as they are.
 */
export function relateMetrics(
  metrics: readonly InferredMetric[],
  relations: readonly Relation[],
  patterns: Patterns,
): Related {
  const relater = new Relater(metrics, patterns);
  const usable = relations.slice(0, maxRelations).filter((relation) => relater.accept(relation));
  for (const whole of relater.wholesFirst(usable)) relater.apply(whole, usable);
  return relater.result();
}

/** Metrics in relation to one another. */
export interface Related {
  readonly metrics: readonly InferredMetric[];
  /** Metrics that are parts of one another, directly or through others, by the name of each. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}

class Relater {
  readonly #all: readonly InferredMetric[];
  /** By name; without those that share one, as a gauge and a histogram may: no relation tells them apart. */
  readonly #metrics: Map<string, InferredMetric>;
  readonly #patterns: Patterns;
  readonly #wholesOf = new Map<string, Set<string>>();
  readonly #groups = new Map<string, ReadonlySet<string>>();
  readonly #taken = new Set<InferredSeries>();

  constructor(metrics: readonly InferredMetric[], patterns: Patterns) {
    this.#all = metrics;
    this.#metrics = new Map(metrics.map((metric) => [metric.name, metric]));
    for (const metric of metrics) if (this.#metrics.get(metric.name) !== metric) this.#metrics.delete(metric.name);
    this.#patterns = patterns;
  }

  result(): Related {
    return { metrics: this.#all.map((metric) => this.#metrics.get(metric.name) ?? metric), groups: this.#groups };
  }

  #join(one: string, other: string): void {
    const all = new Set([...(this.#groups.get(one) ?? [one]), ...(this.#groups.get(other) ?? [other])]);
    for (const name of all) this.#groups.set(name, all);
  }

  /** Takes a relation whose rows are free and that makes no circle. */
  accept({ part, whole }: Relation): boolean {
    const [own, other] = [this.#metrics.get(part.name), this.#metrics.get(whole.name)];
    if (own === undefined || other === undefined || own === other) return false;
    if (own.kind === "info" || other.kind === "info") return false;
    if (own.kind === "gauge" && other.kind !== "gauge") return false;
    if (this.#reaches(whole.name, part.name, 0)) return false;
    const rows = this.#rows(part).filter((one) => one.signal.fixed !== true && !this.#taken.has(one));
    if (rows.length === 0) return false;
    for (const row of rows) this.#taken.add(row);
    this.#wholesOf.set(part.name, (this.#wholesOf.get(part.name) ?? new Set()).add(whole.name));
    return true;
  }

  #reaches(from: string, to: string, depth: number): boolean {
    requireSteps(1);
    if (depth > maxDepth) return true;
    return [...(this.#wholesOf.get(from) ?? [])].some((name) => name === to || this.#reaches(name, to, depth + 1));
  }

  wholesFirst(relations: readonly Relation[]): string[] {
    const depthOf = (name: string): number =>
      1 + Math.max(0, ...[...(this.#wholesOf.get(name) ?? [])].map((whole) => depthOf(whole)));
    const names = [...new Set(relations.map(({ whole }) => whole.name))];
    return names.toSorted((a, b) => depthOf(a) - depthOf(b));
  }

  /** Puts all parts of one whole into relation to it. */
  apply(name: string, all: readonly Relation[]): void {
    const relations = all.filter(({ whole }) => whole.name === name);
    const parts = relations.map(({ part }) => this.#metrics.get(part.name)!);
    const per = commonLabels([this.#metrics.get(name)!, ...parts]);
    const isSize = relations.some(({ kind }) => sizes.has(kind));
    const whole = this.#lifted(isSize ? constantSize(this.#metrics.get(name)!) : this.#metrics.get(name)!, per);
    if (whole === undefined) return;
    this.#metrics.set(name, whole);
    const used = relations.find(({ kind }) => kind === "used");
    const free = used === undefined ? undefined : relations.find(({ kind }) => kind === "free");
    const shared: Cause | undefined =
      free === undefined
        ? undefined
        : { name: `${causeName(name)}.used`, per, value: shareOf("used", used!.part.name) };
    for (const relation of relations) {
      const part = this.#metrics.get(relation.part.name)!;
      const share = (row: InferredSeries): SignalSpec => {
        if (shared !== undefined && relation === used) return { signal: shared.name };
        if (shared !== undefined && relation === free) return rest({ signal: shared.name });
        const count = part.series.length;
        const incident = Math.floor(unitOf(part.name) * count) === part.series.indexOf(row) && count > 1;
        return shareOf(relation.kind, part.name, { incident });
      };
      this.#join(part.name, name);
      const causes = [...(whole.causes ?? []), ...(shared === undefined ? [] : [shared])];
      this.#metrics.set(part.name, this.#asPart(part, relation, { whole, causes, share }));
    }
  }

  #asPart(
    part: InferredMetric,
    relation: Relation,
    of: {
      readonly whole: InferredMetric;
      readonly causes: readonly Cause[];
      readonly share: (row: InferredSeries) => SignalSpec;
    },
  ): InferredMetric {
    const candidates = this.#rowsOf(of.whole, relation.whole);
    const rows = new Set(this.#rowsOf(part, relation.part).filter(({ signal }) => signal.fixed !== true));
    const matched = new Map([...rows].map((row) => [row, nearest(row, candidates)] as const));
    const counts = new Map<InferredSeries, number>();
    for (const one of matched.values()) if (one !== undefined) counts.set(one, (counts.get(one) ?? 0) + 1);
    const perOf = new Map(of.causes.map(({ name, per }) => [name, per]));
    const series = part.series.map((row): InferredSeries => {
      const whole = matched.get(row);
      if (whole === undefined) return row;
      const signal = partSignal(row, whole, of.share(row), counts.get(whole)!);
      const lacks = [...causesIn(specOf(signal))].some((name) =>
        perOf.get(name)?.some((label) => !row.labels.has(label)),
      );
      return lacks ? row : { ...row, signal };
    });
    return { ...part, series, causes: [...of.causes, ...(part.causes ?? [])] };
  }

  /** The whole with courses that a part can follow: what is random in them becomes a cause. */
  #lifted(whole: InferredMetric, per: readonly string[]): InferredMetric | undefined {
    const random = whole.series.filter(({ signal }) => signal.form === "course" && isRandom(signal.signal));
    if (random.length === 0) return whole;
    if (random.some(({ signal }) => signal.fixed === true)) return undefined;
    const first = random[0]!.signal as Extract<InferredSignal, { form: "course" }>;
    const shape = unrounded(first.signal);
    const known = new Map((whole.causes ?? []).map((cause) => [cause.name, cause]));
    const names = new Map<string, string>();
    for (const name of causesIn(shape))
      if (known.get(name)?.per.some((label) => !per.includes(label)) === true) names.set(name, "day");
    const cause: Cause = { name: causeName(whole.name), per, value: renameCauses(shape, names) };
    const lifted = new Set(random);
    const twins = twinsOf(random, per);
    const series = whole.series.map((one): InferredSeries => {
      if (!lifted.has(one) || one.signal.form !== "course") return one;
      const { signal } = one.signal;
      const ref: SignalSpec = { signal: cause.name };
      // Above its cause, so that a part which is nearly all of it stays below.
      const above: SignalSpec = { walk: { start: 1.04, step: 0.003, min: 1, max: 1.08 } };
      const of = twins.has(one) ? { mul: [ref, above] } : ref;
      return { ...one, signal: { ...one.signal, signal: isRounded(signal) ? { round: { of } } : of } };
    });
    return { ...whole, series, causes: [...(whole.causes ?? []), cause] };
  }

  #rows(side: Side): readonly InferredSeries[] {
    return this.#rowsOf(this.#metrics.get(side.name)!, side);
  }

  #rowsOf({ series }: InferredMetric, { conditions }: Side): readonly InferredSeries[] {
    requireSteps(1 + series.length * conditions.length);
    const found = series.filter(({ labels }) => satisfiesAll(labels, conditions, this.#patterns));
    return found.length === 0 ? series : found;
  }
}

/** A gauge whose name says that it is a size or a limit, as such: it stays as it is. */
function constantSize(metric: InferredMetric): InferredMetric {
  if (metric.kind !== "gauge" || !isSizeName(metric.name)) return metric;
  const series = metric.series.map((one): InferredSeries => {
    if (one.signal.fixed === true || one.signal.form === "constant") return one;
    const { factor, signal } = one.signal;
    return { ...one, signal: { form: "constant", value: isRounded(signal) ? Math.round(factor) : factor } };
  });
  return { ...metric, series };
}

/** A metric's name as that of a cause. */
function causeName(metric: string): string {
  const name = metric
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, ".")
    .slice(0, 150);
  return `${/^[a-z]/.test(name) ? name : `m${name}`}.course`;
}
