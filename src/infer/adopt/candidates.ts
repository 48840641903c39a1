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
  let made: Candidate[] = [{ labels: new Map(), member: 0, places: new Map() }];
  for (const name of names) {
    const values = valuesOf(labels[name]!);
    made = made
      .flatMap((one) =>
        values.map((value, place): Candidate => {
          const own = value === "" ? one.labels : new Map([...one.labels, [name, value]]);
          if (name === fleet) return { ...one, labels: own, member: place };
          const places = values.length > 1 ? new Map([...one.places, [name, place]]) : one.places;
          return { ...one, labels: own, places };
        }),
      )
      .slice(0, limits.series);
  }
  return made;
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
