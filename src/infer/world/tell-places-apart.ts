import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { requireSteps } from "../../promql/grammar/work.ts";
import type { InferredMetric, InferredSeries } from "../series/model.ts";
import { isScopeLabel } from "../words/place-labels.ts";
import { type Cause, causesIn, usedCauses } from "./cause.ts";

/**
 * Metrics whose packs' causes are also per the labels that say where all lies, where their series lie in several
 * places: `kafka-0` of one cluster is not `kafka-0` of another, nor the process of one job that of another on the same
 * instance. Only labels that all series have which use a cause: those of a cause that uses others are then among its
 * own.
 *
 * @throws {OutOfSteps} where there are not enough steps.
 */
export function tellPlacesApart(metrics: readonly InferredMetric[]): readonly InferredMetric[] {
  const places = new Places();
  const byName = new Map<string, Cause>();
  for (const { series, causes = [] } of metrics) {
    if (!causes.some(isMember)) continue;
    requireSteps(1 + series.length);
    const causesOf = rememberCauses(causes);
    for (const one of series) places.add(one.labels, causesOf(one));
    for (const cause of causes) byName.set(cause.name, cause);
  }
  const made = new Map<Cause, Cause>();
  // One that no series uses has the labels of those that it uses.
  const unused = (cause: Cause): readonly string[] =>
    [...causesIn(cause.value)].flatMap((name) => widened(byName.get(name) ?? { name, per: [], value: 0 }).per);
  const widened = (cause: Cause): Cause => {
    const known = made.get(cause);
    if (known !== undefined) return known;
    made.set(cause, cause);
    const found = isMember(cause) ? withLabels(cause, places.told(cause) ?? unused(cause)) : cause;
    made.set(cause, found);
    return found;
  };
  return metrics.map((metric) =>
    metric.causes === undefined ? metric : { ...metric, causes: metric.causes.map(widened) },
  );
}

function withLabels(cause: Cause, labels: readonly string[]): Cause {
  // What is one for all members of a place may tie several jobs together.
  const fits = (name: string) => !cause.per.includes(name) && (cause.per.length > 0 || !/(^|_)job$/.test(name));
  const more = [...new Set(labels)].filter(fits);
  return more.length === 0 ? cause : { ...cause, per: [...cause.per, ...more] };
}

/** Whether a cause is a pack's, of its members or of the place that these lie in, and not the day that all share. */
function isMember({ name }: Cause): boolean {
  return name.includes(".") && !name.endsWith(".day");
}

/** The causes of packs that a series uses, directly or through others. */
function rememberCauses(causes: readonly Cause[]): (series: InferredSeries) => readonly Cause[] {
  const used = new Map<unknown, readonly Cause[]>();
  return ({ signal, observe }) => {
    const course = signal.form === "course" ? signal.signal : 0;
    const key = observe === undefined ? course : JSON.stringify([course, observe]);
    const known = used.get(key);
    if (known !== undefined) return known;
    const all = usedCauses(causes, observe === undefined ? [course] : [course, observe as SignalSpec]);
    const found = all.filter(isMember);
    used.set(key, found);
    return found;
  };
}

/** Labels that say where all lies, and their values. */
class Places {
  /** By cause: those that all series which use it have. */
  readonly #common = new Map<string, Set<string>>();
  readonly #values = new Map<string, Set<string>>();

  add(labels: ReadonlyMap<string, string>, causes: readonly Cause[]): void {
    if (causes.length === 0) return;
    const own = [...labels].filter(([name]) => isScopeLabel(name));
    for (const [name, value] of own) {
      const values = this.#values.get(name);
      if (values === undefined) this.#values.set(name, new Set([value]));
      else values.add(value);
    }
    for (const { name: cause } of causes) {
      const common = this.#common.get(cause);
      if (common === undefined) this.#common.set(cause, new Set(own.map(([name]) => name)));
      else for (const name of common) if (!labels.has(name)) common.delete(name);
    }
  }

  /** The labels with several values that all series with a cause have; undefined if no series has it. */
  told({ name: cause }: Cause): readonly string[] | undefined {
    const common = this.#common.get(cause);
    return common && [...common].filter((name) => this.#values.get(name)!.size > 1).sort();
  }
}
