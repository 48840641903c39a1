import { expandLabelPattern, parseLabelPattern } from "../../data-spec/read/label-pattern.ts";
import type { PackLabels, PackMetric } from "../../packs/packs.ts";
import type { Packed } from "./choose-packs.ts";

/** A series that a pack has. */
export interface Candidate {
  /** By label name; no empty values. */
  readonly labels: ReadonlyMap<string, string>;
  /** Which member of the pack's fleet it belongs to: the place of its value of the first label with several. */
  readonly member: number;
  /** Of labels with several values in the entry: which one it has. */
  readonly places: ReadonlyMap<string, number>;
}

/** Values of a label in one entry, and series of a metric, that are looked at. */
const limits = { values: 8, series: 600 };

const known = new WeakMap<PackMetric, readonly Candidate[]>();

/** The series of a pack's metric, in the order of its entries. */
export function candidatesOf({ pack, metric }: Packed): readonly Candidate[] {
  const found = known.get(metric);
  if (found !== undefined) return found;
  const [fleet, values] = Object.entries(pack.labels).find(([, value]) => valuesOf(value).length > 1) ?? [];
  const members = valuesOf(values ?? []);
  const made: Candidate[] = [];
  for (const entry of metric.series) {
    for (const each of combinations({ ...pack.labels, ...entry.labels }, fleet)) {
      const member = members.indexOf(each.labels.get(fleet ?? "") ?? "");
      if (made.length < limits.series) made.push(member < 0 ? each : { ...each, member });
    }
  }
  known.set(metric, made);
  return made;
}

function combinations(labels: PackLabels, fleet: string | undefined): Candidate[] {
  // The fleet's label first: all of one member, then all of the next.
  const names = Object.keys(labels).sort((a, b) => Number(b === fleet) - Number(a === fleet) || (a < b ? -1 : 1));
  const each = names.map((name) => ({ name, values: valuesOf(labels[name]!) }));
  const all = each.reduce((count, { values }) => Math.min(limits.series, count * values.length), 1);
  const made: Candidate[] = [];
  for (let at = 0; at < all; at++) made.push(combination(each, at, fleet));
  return made;
}

/** One of all combinations, in the order in which the last label's values change first. */
function combination(
  each: readonly { readonly name: string; readonly values: readonly string[] }[],
  at: number,
  fleet: string | undefined,
): Candidate {
  const chosen: [string, string][] = [];
  const places: [string, number][] = [];
  let member = 0;
  let rest = at;
  for (let index = each.length - 1; index >= 0; index--) {
    const { name, values } = each[index]!;
    const place = rest % values.length;
    rest = Math.floor(rest / values.length);
    if (values[place] !== "") chosen.push([name, values[place]!]);
    if (name === fleet) member = place;
    else if (values.length > 1) places.push([name, place]);
  }
  return { labels: new Map(chosen.reverse()), member, places: new Map(places.reverse()) };
}

/** The values that a label's text or texts expand to. */
export function valuesOf(value: string | readonly string[]): readonly string[] {
  return [value]
    .flat()
    .flatMap((text) => {
      const pattern = parseLabelPattern(text);
      return "error" in pattern ? [text] : expandLabelPattern(pattern);
    })
    .slice(0, limits.values);
}
