import type { DistributionSpec, NamedSignalSpec, SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { prefixCauses, prefixSignal } from "../../data-spec/packs/pack-causes.ts";
import { seriesKey } from "../../generator/random/hash.ts";
import { defined } from "../../json/defined.ts";
import type { Pack, PackEntry } from "../../packs/packs.ts";
import { round } from "../levels/signal.ts";
import type { GivenCourse, GivenFamily } from "../series/assign.ts";
import type { SeriesOptions } from "../series/model.ts";
import { rowWeight } from "../series/row-weight.ts";
import type { Row } from "../series/rows.ts";
import { type Cause, usedCauses } from "../world/cause.ts";
import { valuesOf } from "./candidates.ts";
import type { Packed } from "./choose-packs.ts";

const causesOfPacks = new WeakMap<Pack, readonly Cause[]>();
const readEntries = new WeakMap<PackEntry, ReadEntry>();

/** An entry of a pack's metric as inference needs it. */
interface ReadEntry {
  readonly labels: ReadonlyMap<string, readonly string[]>;
  readonly course: GivenCourse;
  /** Labels that the causes of the course are per. */
  readonly per: ReadonlySet<string>;
}

/**
 * The courses of a pack's metric: of the first entry that agrees with a row, else of the one with the most labels in
 * common, the last of several.
 *
 * @param names - the names that queries give to the pack's labels.
 */
export function packFamily({ pack, metric }: Packed, names: ReadonlyMap<string, string>): GivenFamily {
  const causes = causesOf(pack);
  const { type, help, unit, buckets, quantiles } = metric;
  const entries = metric.series.flatMap((entry) => {
    // The growth of a raw counter is not known.
    if (type === "counter" && entry["rate"] === undefined) return [];
    return [readEntry(entry, pack, causes)];
  });
  return {
    help,
    ...defined({ unit, buckets, quantiles }),
    causes,
    courseOf(row) {
      if (type === "info") return undefined;
      const found = nearest(entries, row, names);
      if (found === undefined || ![...found.entry.per].every((label) => row.labels.has(label))) return undefined;
      const { entry, unlike } = found;
      return unlike.size === 0 ? entry.course : apart(entry.course, unlike, metric);
    },
  };
}

/** An entry for a row, and the row's labels whose values the entry does not have. */
interface Nearest {
  readonly entry: ReadEntry;
  readonly unlike: ReadonlyMap<string, string>;
}

function nearest(
  entries: readonly ReadEntry[],
  { labels }: Row,
  names: ReadonlyMap<string, string>,
): Nearest | undefined {
  let best: Nearest | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    let common = 0;
    const unlike = new Map<string, string>();
    for (const [name, values] of entry.labels) {
      const asked = names.get(name) ?? name;
      const value = labels.get(asked) ?? labels.get(name);
      const alike = value === undefined ? 0 : likeness(value, values);
      if (value !== undefined && alike === 0) unlike.set(asked, value);
      common += alike;
    }
    if (unlike.size === 0 && Number.isInteger(common)) return { entry, unlike };
    if (common >= most) [best, most] = [{ entry, unlike }, common];
  }
  return best;
}

/** 1 for one of the values, a part of it for an HTTP code of the same hundred. */
function likeness(value: string, values: readonly string[]): number {
  if (values.includes(value)) return 1;
  const hundred = /^([1-5])(?:\d\d|xx)$/i.exec(value)?.[1];
  return hundred !== undefined && values.some((one) => /^[1-5](?:\d\d|xx)$/i.test(one) && one[0] === hundred) ? 0.5 : 0;
}

/** Parts of the usual that label values of no entry have, and how their course differs from it. */
const others = { least: 0.35, most: 0.9, redirect: 0.04 };
const ownWay: SignalSpec = { walk: { start: 1, step: 0.02, min: 0.8, max: 1.25 } };

/**
 * The course of what a pack does not have, such as another code: less than the usual, and not in step with it. Gauges
 * keep their course, as states and shares do not scale; amounts of bytes have another size, the same in all metrics.
 */
function apart(
  course: GivenCourse,
  unlike: ReadonlyMap<string, string>,
  { name, type, unit }: Packed["metric"],
): GivenCourse {
  const meaning = rowWeight({ labels: unlike, index: 0 });
  const value = [...unlike.values()].join();
  const part = others.least + ((seriesKey(1, value, []).low >>> 0) / 2 ** 32) * (others.most - others.least);
  const isRedirect = [...unlike.values()].some((one) => /^[13](\d\d|xx)$/i.test(one));
  const factor = round(isRedirect ? others.redirect : meaning === 1 ? part : Math.min(1, meaning));
  if (type === "gauge")
    return unit === "bytes" && !/(^|_)(speed|mtu)(_|$)/.test(name)
      ? { ...course, signal: { mul: [round(part), course.signal] } }
      : course;
  return { ...course, signal: { mul: [factor, course.signal, ownWay] } };
}

function causesOf(pack: Pack): readonly Cause[] {
  const known = causesOfPacks.get(pack);
  if (known !== undefined) return known;
  const made = Object.entries(prefixCauses(pack)).map(
    ([name, { per = [], value }]: [string, NamedSignalSpec]): Cause => ({ name, per, value }),
  );
  causesOfPacks.set(pack, made);
  return made;
}

function readEntry(entry: PackEntry, pack: Pack, causes: readonly Cause[]): ReadEntry {
  const known = readEntries.get(entry);
  if (known !== undefined) return known;
  const { labels = {}, value, rate, observe, ...options } = entry;
  const signal = prefixSignal(value ?? rate ?? 1, pack.name) as SignalSpec;
  const observed = prefixSignal(observe, pack.name) as DistributionSpec | undefined;
  const used = usedCauses(causes, observed === undefined ? [signal] : [signal, observed as SignalSpec]);
  const made: ReadEntry = {
    labels: new Map(Object.entries(labels).map(([name, values]) => [name, valuesOf(values)])),
    course: {
      signal,
      ...defined({ observe: observed }),
      ...(Object.keys(options).length > 0 && { options: options as SeriesOptions }),
    },
    per: new Set(used.flatMap(({ per }) => per)),
  };
  readEntries.set(entry, made);
  return made;
}
