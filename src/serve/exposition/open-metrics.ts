import { present } from "../../generator/sampling/block.ts";
import type { Labels } from "../../generator/series.ts";
import { withoutTotal } from "../../generator/wire-names.ts";
import type { Family } from "../running/families.ts";
import type { Snapshot } from "../running/running-spec.ts";
import { createExemplars, exemplarText } from "./exemplars.ts";
import { escapeValue, linePrefix, sampleText } from "./line-text.ts";
import { nativeTotals } from "./native-totals.ts";
import { canonicalPrefixesOf, createdPrefixesOf } from "./prefixes.ts";
import { usualHelp } from "./text.ts";
import { TextBuffer } from "./text-buffer.ts";

/** A family as OpenMetrics names it. */
interface OpenFamily {
  readonly name: string;
  readonly type: string;
}

const infoEnd = "_info";

/**
 * OpenMetrics 1.0.0, with units, `_created` and exemplars. A metric whose name its type does not allow there (a counter
 * without `_total`, an info without `_info`) is of unknown type, as client libraries have it.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export function formatOpenMetrics(snapshot: Snapshot): Buffer {
  const { series, families } = snapshot;
  const { wire, values, states, offsets, sources, histograms, totalsFrom } = series;
  const out = new TextBuffer();
  const prefixes = canonicalPrefixesOf(series);
  const begins = createdPrefixesOf(series);
  const exemplars = createExemplars(snapshot);
  const created = createdTimes(snapshot);
  const seconds = created(Math.max(0, snapshot.index));
  const names = new Set<string>();
  for (const family of families) {
    const open = openFamily(family, names);
    let head = headOf(family, open);
    const counts = open.type === "counter" || open.type === "histogram" || open.type === "summary";
    const hasExemplars = open.type === "counter" || open.type === "histogram";
    for (const place of family.places) {
      const offset = offsets[place]!;
      const end = offset + sources[place]!.series.length;
      for (let at = offset; at < end; at++) {
        if (states[at] !== present) continue;
        const { native } = wire[at]!;
        if (native && !family.nativeOnly) continue;
        if (native) out.add(head + nativeTotals(wire[at]!, histograms.get(at), partsOf(open)));
        else {
          const exemplar = hasExemplars ? exemplars.find(place, at) : undefined;
          const ending = exemplar === undefined ? "\n" : exemplarText(exemplar, seconds);
          out.add(`${head}${prefixes[at]!}${sampleText(values[at]!)}${ending}`);
        }
        head = "";
      }
      if (!counts || states[offset] !== present || totalsFrom[place]! < 0) continue;
      begins[place] ??= createdPrefix(open.name, sources[place]!.definition.labels);
      out.add(`${begins[place]}${created(totalsFrom[place]!)}\n`);
    }
  }
  out.add("# EOF\n");
  return out.finish();
}

function partsOf({ type }: OpenFamily) {
  return type === "gaugehistogram"
    ? ({ sum: "gsum", count: "gcount" } as const)
    : ({ sum: "sum", count: "count" } as const);
}

function openFamily({ name, type, nativeOnly }: Family, names: Set<string>): OpenFamily {
  const take = (own: string, ownType: string): OpenFamily | undefined => {
    if (names.has(own)) return undefined;
    names.add(own);
    return { name: own, type: ownType };
  };
  const unknown = () => take(name, "unknown") ?? { name, type: "" };
  switch (type) {
    case "counter":
      return (withoutTotal(name) === name ? undefined : take(withoutTotal(name), "counter")) ?? unknown();
    case "info":
      return (name.endsWith(infoEnd) ? take(name.slice(0, -infoEnd.length), "info") : undefined) ?? unknown();
    case "histogram":
    case "summary":
      return take(name, type) ?? { name, type: "" };
    case "gauge":
    case "unknown":
      return take(name, nativeOnly ? "gaugehistogram" : type) ?? { name, type: "" };
  }
}

function headOf({ help = usualHelp, unit }: Family, { name, type }: OpenFamily): string {
  // A name that is taken already has its head.
  if (type === "") return "";
  const ownUnit = unit !== undefined && name.endsWith(`_${unit}`) ? `# UNIT ${name} ${unit}\n` : "";
  return `# TYPE ${name} ${type}\n${ownUnit}# HELP ${name} ${escapeValue(help)}\n`;
}

function createdPrefix(family: string, labels: Labels): string {
  return linePrefix({ name: `${family}_created`, labels, native: false });
}

/** Totals of many series began at few moments. */
function createdTimes({ shownMs }: Snapshot): (index: number) => string {
  const known = new Map<number, string>();
  return (index) => {
    const found = known.get(index);
    if (found !== undefined) return found;
    const made = (shownMs(index) / 1000).toFixed(3);
    known.set(index, made);
    return made;
  };
}
