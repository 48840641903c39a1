import { present } from "../../generator/sampling/block.ts";
import type { MetricType } from "../../generator/series.ts";
import type { Family } from "../running/families.ts";
import type { Snapshot } from "../running/running-spec.ts";
import { escapeHelp, sampleText } from "./line-text.ts";
import { nativeTotals } from "./native-totals.ts";
import { prefixesOf } from "./prefixes.ts";
import { TextBuffer } from "./text-buffer.ts";

const types: Readonly<Record<MetricType, string>> = {
  counter: "counter",
  gauge: "gauge",
  histogram: "histogram",
  summary: "summary",
  info: "gauge",
  unknown: "untyped",
};

/** Said of a metric without a help text, which linters ask for. */
export const usualHelp = "Made by dashpreview.";

/**
 * Prometheus' text format 0.0.4. A native histogram is shown by its count and its sum, as client libraries do; beside
 * classic series of its metric, not at all.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
 */
export function formatText({ series, families }: Snapshot): Buffer {
  const out = new TextBuffer();
  const { wire, values, states, offsets, sources, histograms } = series;
  const prefixes = prefixesOf(series);
  const begun = new Set<string>();
  for (const family of families) {
    // A gauge and a histogram may share a name, but no name may have two heads.
    let head = begun.has(family.name) ? "" : headOf(family);
    begun.add(family.name);
    for (const place of family.places) {
      const offset = offsets[place]!;
      const end = offset + sources[place]!.series.length;
      for (let at = offset; at < end; at++) {
        if (states[at] !== present) continue;
        const { native } = wire[at]!;
        if (native && !family.nativeOnly) continue;
        const lines = native
          ? nativeTotals(wire[at]!, histograms.get(at), { sum: "sum", count: "count" })
          : `${prefixes[at]!}${sampleText(values[at]!)}\n`;
        out.add(head + lines);
        head = "";
      }
    }
  }
  return out.finish();
}

function headOf({ name, type, help = usualHelp, nativeOnly }: Family): string {
  return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${nativeOnly ? "histogram" : types[type]}\n`;
}
