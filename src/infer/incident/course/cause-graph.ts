import type { SignalSpec } from "../../../data-spec/generated/data-spec.ts";
import { specOf } from "../../levels/signal.ts";
import type { InferredMetric } from "../../series/model.ts";
import { type Cause, causesIn, restCauses } from "../../world/cause.ts";
import { causesOf } from "../../world/metric-causes.ts";
import { isRandom } from "../../world/part-signal.ts";
import { keyOf } from "../series-key.ts";

/** A series that follows a cause. */
export interface Dependent {
  /** `metric index:series index`. */
  readonly key: string;
  readonly metric: InferredMetric;
  readonly place: number;
}

/**
 * The causes of metrics and the series that follow them, directly or through causes that have nothing random of their
 * own: what a cause is at a moment says what these series are then.
 */
export class CauseGraph {
  readonly #causes: ReadonlyMap<string, Cause>;
  readonly #dependents = new Map<string, Dependent[]>();
  readonly #shares = new Set<string>();
  readonly #reached = new WeakMap<object, ReadonlySet<string>>();

  constructor(metrics: readonly InferredMetric[]) {
    const causes = causesOf(metrics);
    this.#causes = new Map(causes.map((cause) => [cause.name, cause]));
    for (const { value } of causes) for (const name of restCauses(value)) this.#shares.add(name);
    for (const [index, metric] of metrics.entries()) {
      if (metric.kind === "info") continue;
      for (const [place, { signal }] of metric.series.entries()) {
        if (signal.form !== "course") continue;
        const spec = specOf(signal);
        for (const name of restCauses(spec)) this.#shares.add(name);
        for (const name of this.reachedBy(spec)) {
          const known = this.#dependents.get(name) ?? [];
          known.push({ key: keyOf(index, place), metric, place });
          this.#dependents.set(name, known);
        }
      }
    }
  }

  cause(name: string): Cause | undefined {
    return this.#causes.get(name);
  }

  /** The series that follow a cause, for the label values that say which of its courses it is. */
  dependentsOf(name: string, of: ReadonlyMap<string, string>): readonly Dependent[] {
    const all = this.#dependents.get(name) ?? [];
    return all.filter(({ metric, place }) => isFor(metric.series[place]!.labels, of));
  }

  /**
   * Whether something is what a cause leaves of a whole: an idle processor, what is free. Where such a cause moves, its
   * whole stays what it is.
   */
  isShare(name: string): boolean {
    return this.#shares.has(name);
  }

  /**
   * The parts of wholes that a metric shows: its series that follow a cause of which one of them, and no other, is the
   * rest. The first of each is that one.
   */
  wholesOf(metric: InferredMetric): readonly (readonly Dependent[])[] {
    const rests = metric.series.map(({ signal }) =>
      signal.form === "course" ? restCauses(specOf(signal)) : new Set<string>(),
    );
    return rests.flatMap((names, place) =>
      [...names].flatMap((name) => {
        const { labels } = metric.series[place]!;
        const per = this.#causes.get(name)?.per ?? [];
        const of = new Map(per.map((label) => [label, labels.get(label) ?? ""]));
        const parts = this.dependentsOf(name, of).filter((one) => one.metric === metric);
        const isWhole = parts.length > 2 && parts.filter((one) => rests[one.place]!.has(name)).length === 1;
        return isWhole ? [[...parts].sort((a, b) => Number(b.place === place) - Number(a.place === place))] : [];
      }),
    );
  }

  /** The causes that a signal follows, the nearest first. */
  reachedBy(signal: SignalSpec): ReadonlySet<string> {
    const known = typeof signal === "object" ? this.#reached.get(signal) : undefined;
    if (known !== undefined) return known;
    const found = new Set<string>();
    const open = [...causesIn(signal)];
    for (let name = open.shift(); name !== undefined; name = open.shift()) {
      const cause = this.#causes.get(name);
      if (cause === undefined || found.has(name)) continue;
      found.add(name);
      if (!isRandom(cause.value)) open.push(...causesIn(cause.value));
    }
    if (typeof signal === "object") this.#reached.set(signal, found);
    return found;
  }

  /** A signal in which other signals stand for some of the causes that it follows. */
  replaced(signal: SignalSpec, by: ReadonlyMap<string, SignalSpec>): SignalSpec {
    const visit = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(visit);
      if (typeof value !== "object" || value === null) return value;
      const { signal: name } = value as { readonly signal?: unknown };
      if (typeof name === "string") {
        const own = by.get(name);
        if (own !== undefined) return own;
        const cause = this.#causes.get(name);
        const follows = cause !== undefined && !isRandom(cause.value) && this.#follows(cause.value, by);
        return follows ? visit(cause.value) : value;
      }
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, visit(each)]));
    };
    return visit(signal) as SignalSpec;
  }

  #follows(signal: SignalSpec, names: ReadonlyMap<string, unknown>): boolean {
    const reached = this.reachedBy(signal);
    return [...names.keys()].some((name) => reached.has(name));
  }
}

/** Whether labels have the values that a course of a cause is for. */
export function isFor(labels: ReadonlyMap<string, string>, of: ReadonlyMap<string, string>): boolean {
  return [...of].every(([name, value]) => labels.get(name) === value);
}
