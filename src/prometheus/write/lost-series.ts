import { present, type SampleBlock } from "../../generator/sampling/block.ts";
import type { SeriesSource } from "../../generator/series.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { Prometheus } from "../prometheus.ts";
import { instantQuery } from "../query/query.ts";
import { isComplete, type WrittenCount, type WrittenWindow } from "../query/written-windows.ts";
import { BlockPool } from "./batches.ts";
import { seriesText } from "./explain-refusal.ts";
import { nameSelector, type VerifyOptions } from "./verify-options.ts";

/** A window with missing or surplus samples. */
export interface Loss extends Pick<VerifyOptions, "sources" | "isolation" | "signal"> {
  readonly window: WrittenWindow;
  readonly range: string;
  readonly timeMs: number;
  readonly differing: readonly { readonly name: string; readonly samples: number; readonly found: number }[];
}

const mostSeries = 5;

/** Counts the samples series by series, and describes the differences for an error message. */
export async function describeLoss(prometheus: Prometheus, loss: Loss): Promise<string> {
  const lines: string[] = [];
  for (const { name, samples, found } of loss.differing.slice(0, mostSeries)) {
    const series = await differingSeries(prometheus, loss, name);
    lines.push(...(series.length === 0 ? [`${name}: ${found} of ${samples}`] : series));
  }
  const missing = loss.differing.reduce((sum, { samples, found }) => sum + samples - found, 0);
  const shown = lines.slice(0, mostSeries).join("; ");
  return (
    `${prometheus.url} answered that it stored everything, but ` +
    `${missing > 0 ? `${missing} samples cannot be read back` : `it has ${-missing} samples too many`}: ` +
    `${shown}` +
    `${lines.length > mostSeries ? `; and ${lines.length - mostSeries} more` : ""}. ${advice(prometheus, loss)}`
  );
}

function advice({ receiver }: Prometheus, { differing, sources }: Loss): string {
  const natives = new Set(sources().flatMap(({ series }) => series.flatMap((one) => (one.native ? one.name : []))));
  if (differing.every(({ name, found }) => found === 0 && natives.has(name)))
    return `This ${receiver.title} keeps no native histograms: leave \`native\` out of the spec`;
  return (
    "Its retention may be shorter than the history, or it may be slow: pass a shorter --history or a longer " +
    "--verify-timeout"
  );
}

async function differingSeries(prometheus: Prometheus, loss: Loss, name: string): Promise<string[]> {
  const query = `count_over_time(${nameSelector(name, loss.isolation)}[${loss.range}])`;
  const found = await instantQuery(prometheus, query, {
    timeMs: loss.timeMs,
    doing: "reading the samples back series by series",
    signal: loss.signal,
    timeoutMs: 120_000,
  });
  const counts = new Map(found.map(({ labels, value }) => [identity(Object.entries(labels), loss.isolation), value]));
  const sources = loss.sources().filter(({ series }) => series.some((one) => one.name === name));
  return sources.flatMap((source) =>
    expectedCounts(source, loss.window).flatMap((expected, place) => {
      const series = source.series[place]!;
      const actual = counts.get(identity(series.labels)) ?? 0;
      return series.name !== name || isComplete(actual, expected)
        ? []
        : [`${seriesText(series)}: ${actual} of ${expected.samples}`];
    }),
  );
}

function expectedCounts(source: SeriesSource, { firstIndex, length }: WrittenWindow): WrittenCount[] {
  const chunk = Math.min(length, 10_000);
  const pool = new BlockPool(chunk);
  const counts = source.series.map(() => ({ samples: 0, nans: 0 }));
  for (let at = 0; at < length; at += chunk) {
    const now = Math.min(chunk, length - at);
    const blocks = pool.blocksFor(source);
    source.fill(firstIndex + at, now, blocks);
    for (const [i, block] of blocks.entries()) countInto(counts[i]!, block, now);
  }
  return counts;
}

function countInto(
  count: { samples: number; nans: number },
  { states, values, histograms }: SampleBlock,
  length: number,
): void {
  for (let i = 0; i < length; i++) {
    if (states[i] !== present || (histograms !== undefined && histograms[i] === undefined)) continue;
    count.samples++;
    if (histograms === undefined && Number.isNaN(values[i])) count.nans++;
  }
}

function identity(labels: readonly (readonly [string, string])[], isolation?: ExtraLabel): string {
  const own = labels.filter(([label, value]) => label !== "__name__" && label !== isolation?.name && value !== "");
  return JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}
