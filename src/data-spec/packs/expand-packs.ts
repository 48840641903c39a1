import { type NamedMetric, wireNames } from "../../generator/wire-names.ts";
import { type Pack, type PackEntry, type PackMetric, packNames, packOf } from "../../packs/packs.ts";
import { nearestKey } from "../../text/nearest-word.ts";
import type {
  DataSpec,
  LabelPatterns,
  MetricSpec,
  NamedSignalSpec,
  PackEntrySpec,
  SeriesSpec,
} from "../generated/data-spec.ts";
import type { SpecPath } from "../source/path.ts";
import type { Problems } from "../source/problems.ts";
import { showNames } from "../source/show-value.ts";
import { prefixCauses, prefixSignal, usedCauses } from "./pack-causes.ts";

/** Each may bring hundreds of metrics. */
const mostEntries = 100;
/** Problems after which no near name is looked for: that takes time, and they are not shown. */
const mostHints = 100;

/** A metric with the place that its problems are reported at. */
export interface PlacedMetric {
  readonly metric: MetricSpec;
  readonly path: SpecPath;
  /** Entries of a scenario: they replace the metric's series of the same labels. */
  readonly changed?: readonly { readonly spec: SeriesSpec; readonly path: SpecPath }[];
}

/** A spec whose packs are replaced by their metrics and causes. */
export interface ExpandedSpec {
  readonly metrics: readonly PlacedMetric[];
  /** The spec's own before those of packs. */
  readonly signals: Readonly<Record<string, NamedSignalSpec>>;
  /** The place that a signal's problems are reported at. */
  readonly pathOf: (signal: string) => SpecPath;
}

/**
 * Replaces entries such as `{pack: redis}` by the pack's metrics, and adds the causes that these use. A metric that the
 * spec has by name, and a cause that it defines, is its own. Adds a problem for an unknown pack, metric or cause.
 */
export function expandPacks(
  { labels: specWide = {}, signals = {}, metrics }: DataSpec,
  problems: Problems,
): ExpandedSpec {
  const own: PlacedMetric[] = [];
  const used: { readonly entry: PackEntrySpec; readonly pack: Pack; readonly path: SpecPath }[] = [];
  for (const [index, entry] of metrics.entries()) {
    const path = ["metrics", index];
    if (!("pack" in entry)) own.push({ metric: entry, path });
    else if (used.length === mostEntries) {
      problems.add(path, `more than ${mostEntries} entries of packs; name several label values in one`);
      break;
    } else {
      const pack = findPack(entry.pack, path, problems);
      if (pack !== undefined) used.push({ entry, pack, path });
    }
  }
  if (used.length === 0) return { metrics: own, signals, pathOf: (name) => ["signals", name] };
  const taken = new Set(own.flatMap(({ metric }) => namesOf(metric)));
  const expanded = new Map<string, { metric: MetricSpec; path: SpecPath }>();
  for (const { entry, pack, path } of used) {
    for (const metric of chosen(entry, pack, path, problems)) {
      const made = placed(metric, pack, { ...entry, specWide });
      if (namesOf(made).some((name) => taken.has(name))) continue;
      const known = expanded.get(made.name);
      if (known === undefined) expanded.set(made.name, { metric: made, path });
      else if (isAlike(known.metric, made))
        known.metric = { ...known.metric, series: [...known.metric.series, ...made.series] };
      else {
        const advice = "choose the metrics of one with `only`";
        problems.add(
          [...path, "pack"],
          `another pack has ${made.name} too, of another type or other buckets; ${advice}`,
        );
      }
    }
  }
  const places = new Map<string, SpecPath>();
  const causes: Record<string, NamedSignalSpec> = {};
  for (const { pack, path } of used) {
    if (places.has(pack.name)) continue;
    places.set(pack.name, path);
    checkOverrides(pack, Object.keys(signals), problems);
    Object.assign(causes, prefixCauses(pack));
  }
  const all = [...own, ...expanded.values()];
  const wanted = usedCauses({ ...causes, ...signals }, [all.map(({ metric }) => metric.series), signals]);
  const added = Object.fromEntries(
    Object.entries(causes).filter(([name]) => wanted.has(name) && !Object.hasOwn(signals, name)),
  );
  return {
    metrics: all,
    signals: { ...signals, ...added },
    pathOf: (name) => (Object.hasOwn(added, name) ? places.get(name.slice(0, name.indexOf(".")))! : ["signals", name]),
  };
}

function findPack(name: string, path: SpecPath, problems: Problems): Pack | undefined {
  const pack = packOf(name);
  if (pack !== undefined) return pack;
  const nearest = nearestKey(name, packNames());
  const hint = nearest === undefined ? "`dashpreview packs` lists them" : `did you mean \`${nearest}\`?`;
  return void problems.add([...path, "pack"], `there is no pack ${show(name)}; ${hint}`);
}

/** The metrics of a pack that an entry wants. */
function chosen({ only }: PackEntrySpec, pack: Pack, path: SpecPath, problems: Problems): readonly PackMetric[] {
  if (only === undefined) return pack.metrics;
  const byName = new Map<string, PackMetric>();
  for (const metric of pack.metrics) for (const name of [metric.name, ...namesOf(metric)]) byName.set(name, metric);
  const wanted = new Set<PackMetric>();
  for (const [index, name] of only.entries()) {
    const found = byName.get(name);
    if (found !== undefined) {
      wanted.add(found);
      continue;
    }
    const nearest = problems.count < mostHints ? nearestKey(name, [...byName.keys()]) : undefined;
    const hint =
      nearest === undefined ? `\`dashpreview packs ${pack.name}\` lists them` : `did you mean \`${nearest}\`?`;
    problems.add([...path, "only", index], `the pack ${pack.name} has no metric ${show(name)}; ${hint}`);
  }
  return [...wanted];
}

/** A pack's metric with the labels that its series get in the spec. */
function placed(
  metric: PackMetric,
  pack: Pack,
  { labels = {}, specWide }: PackEntrySpec & { readonly specWide: LabelPatterns },
): MetricSpec {
  const { labels: _, ...rest } = metric;
  const inner = innerLabels(pack);
  const series = metric.series.map((entry) => {
    const known: Record<string, unknown> = { ...pack.labels, ...entry.labels };
    // A label such as `cpu` belongs only where the pack has it; any other one goes on every series.
    for (const [name, value] of Object.entries(labels))
      if (Object.hasOwn(known, name) || !inner.has(name)) known[name] = value;
    for (const name of Object.keys(specWide)) delete known[name];
    return { ...withCauses(entry, pack), labels: known };
  });
  return { ...rest, series } as MetricSpec;
}

function withCauses(entry: PackEntry, { name }: Pack): object {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, key === "labels" ? value : prefixSignal(value, name)]),
  );
}

const inners = new WeakMap<Pack, ReadonlySet<string>>();

/** Labels that some entries of a pack have, and not all of its series. */
function innerLabels(pack: Pack): ReadonlySet<string> {
  const known = inners.get(pack);
  if (known !== undefined) return known;
  const names = pack.metrics.flatMap(({ series }) => series.flatMap(({ labels }) => Object.keys(labels ?? {})));
  const inner = new Set(names.filter((name) => !Object.hasOwn(pack.labels, name)));
  inners.set(pack, inner);
  return inner;
}

function isAlike(one: MetricSpec, other: MetricSpec): boolean {
  const form = ({ type, buckets, native, schema, quantiles }: MetricSpec) =>
    JSON.stringify([type, buckets, native, schema, quantiles]);
  return form(one) === form(other);
}

function namesOf({ name, type, ...rest }: Pick<MetricSpec, "name" | "type"> & Omit<NamedMetric, "kind">): string[] {
  return [...wireNames({ ...rest, name, kind: type })];
}

/** A cause that the spec overrides must be one of the pack. */
function checkOverrides({ name: pack, signals }: Pack, names: readonly string[], problems: Problems): void {
  const known = Object.keys(signals).map((name) => `${pack}.${name}`);
  for (const name of names) {
    if (!name.startsWith(`${pack}.`) || known.includes(name)) continue;
    const nearest = problems.count < mostHints ? nearestKey(name, known) : undefined;
    const hint =
      nearest === undefined ? `it has ${showNames(known.slice(0, 10), "and")}` : `did you mean \`${nearest}\`?`;
    problems.add(["signals", name], `the pack ${pack} has no cause ${show(name)}; ${hint}`, "key");
  }
}

function show(name: string): string {
  return `\`${name.length > 60 ? `${name.slice(0, 57)}...` : name}\``;
}
