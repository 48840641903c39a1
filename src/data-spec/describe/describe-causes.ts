import { childrenOf } from "../../generator/check-signal.ts";
import { describeSignal } from "../../generator/describe-signal.ts";
import { distributionRowOf } from "../../generator/distributions/distribution-table.ts";
import type { PartPlace } from "../../generator/length-ms.ts";
import type { Courses } from "../../generator/named/courses.ts";
import type { SeriesDefinition } from "../../generator/series.ts";
import type { Parameter, Signal } from "../../generator/signal.ts";
import type { NamedSignal } from "../../generator/signals/named.ts";
import { firstSamples, type WireSamples } from "../plan/first-samples.ts";
import type { SpecPlan } from "../plan/plan.ts";

/** One of the spec's `signals`. */
export interface DescribedCause {
  readonly name: string;
  readonly per: readonly string[];
  /** Series that use it, also by way of other causes. */
  readonly series: number;
  /** Its courses: one for each set of values of the labels `per`. */
  readonly courses: number;
  /** Its signal, as lines of an indented tree. */
  readonly tree: readonly string[];
  /** The first samples of one course; none if nothing uses it. */
  readonly first: readonly WireSamples[];
}

/** Options of {@link describeCauses}. */
export interface CausesOptions {
  readonly courses: Courses;
  readonly place: PartPlace;
  /** Samples that are shown. */
  readonly samples: number;
}

/** Who uses each cause. */
export function findUsers(definitions: readonly SeriesDefinition[]): ReadonlyMap<string, readonly SeriesDefinition[]> {
  const users = new Map<string, SeriesDefinition[]>();
  const known = new Map<Signal, ReadonlySet<string>>();
  for (const definition of definitions) {
    const names = new Set(rootsOf(definition).flatMap((root) => [...namesIn(root, known)]));
    for (const name of names) {
      const list = users.get(name);
      if (list === undefined) users.set(name, [definition]);
      else list.push(definition);
    }
  }
  return users;
}

/** The causes of a plan, in the order of the spec. */
export function describeCauses(
  causes: readonly NamedSignal[],
  users: ReadonlyMap<string, readonly SeriesDefinition[]>,
  { seed, grid }: Pick<SpecPlan, "seed" | "grid">,
  { courses, place, samples }: CausesOptions,
): DescribedCause[] {
  const counts = new Map([...users].map(([name, list]) => [name, list.length]));
  return causes.map((cause) => {
    const { name, per, value } = cause;
    const using = users.get(name) ?? [];
    const labelSets = using.map(({ labels }) => labels.filter(([label]) => per.includes(label)));
    const [labels] = labelSets;
    return {
      name,
      per,
      series: using.length,
      courses: new Set(labelSets.map((set) => JSON.stringify(set))).size,
      tree: describeSignal(value, { place, users: counts }),
      first:
        labels === undefined
          ? []
          : firstSamples({ name, labels, kind: "gauge", value: cause }, { seed, grid, courses }, samples),
    };
  });
}

function rootsOf(definition: SeriesDefinition): readonly Signal[] {
  if (definition.kind === "info") return [];
  if ("value" in definition) return [definition.value];
  const { observe } = definition as { observe?: Extract<SeriesDefinition, { kind: "summary" }>["observe"] };
  const parameters: Parameter[] =
    observe === undefined ? [] : Object.values(distributionRowOf(observe).parameters(observe));
  return [definition.rate, ...parameters.filter((one) => typeof one !== "number")];
}

/** The causes in a signal and in what these use; remembers what it has seen, for many series share one. */
function namesIn(signal: Signal, known: Map<Signal, ReadonlySet<string>>): ReadonlySet<string> {
  const found = known.get(signal);
  if (found !== undefined) return found;
  const inner = signal.type === "signal" ? [signal.value] : childrenOf(signal);
  const names = new Set(inner.flatMap((one) => [...namesIn(one, known)]));
  if (signal.type === "signal") names.add(signal.name);
  known.set(signal, names);
  return names;
}
