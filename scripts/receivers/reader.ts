import { createBlock, missing, stale } from "../../src/generator/sampling/block.ts";
import type { SeriesSource } from "../../src/generator/series.ts";

/** What a receiver gave back of one series: the text of each value by its time. */
interface StoredSeries {
  readonly values: ReadonlyMap<number, string>;
  /** Of native histograms: the number of observations and their sum. */
  readonly histograms: ReadonlyMap<number, { readonly count: number; readonly sum: number }>;
}

interface MatrixSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values?: readonly (readonly [number, string])[];
  readonly histograms?: readonly (readonly [number, { count: string; sum: string }])[];
}

/** Reads every sample of a range back by the query API, apart from the product's client. */
export async function readBack(
  queryUrl: string,
  {
    selector,
    fromMs,
    toMs,
    headers,
  }: { selector: string; fromMs: number; toMs: number; headers: Readonly<Record<string, string>> },
): Promise<ReadonlyMap<string, StoredSeries>> {
  const query = `${selector}[${toMs - fromMs + 1}ms]`;
  const body = new URLSearchParams({ query, time: String(toMs / 1000) });
  const answer = await fetch(`${queryUrl}/api/v1/query`, {
    method: "POST",
    body,
    headers,
    signal: AbortSignal.timeout(30_000),
  });
  const { data, error } = (await answer.json()) as { data?: { result: readonly MatrixSeries[] }; error?: string };
  if (data === undefined) throw new Error(`${answer.status} ${error}`);
  return new Map(
    data.result.map(({ metric, values = [], histograms = [] }) => [
      keyOf(metric),
      {
        values: new Map(values.map(([time, text]) => [Math.round(time * 1000), text])),
        histograms: new Map(
          histograms.map(([time, { count, sum }]) => [
            Math.round(time * 1000),
            { count: Number(count), sum: Number(sum) },
          ]),
        ),
      },
    ]),
  );
}

/** Labels that receivers add of their own. */
const added = new Set(["receive_replica", "tenant_id", "replica"]);

function keyOf(metric: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(metric)
      .filter(([name]) => !added.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** How what is stored compares with what was sent. */
export interface Comparison {
  samples: number;
  /** Samples with exactly the bits that were sent. */
  exact: number;
  /** Numbers that came back changed: their largest relative error. */
  changed: number;
  worst: number;
  /** NaN values, and those that came back. */
  nans: number;
  nansBack: number;
  histograms: number;
  histogramsBack: number;
  /** Lost, or there without having been sent. */
  lost: number;
  strange: number;
}

/** Compares sample by sample. */
export function compare(
  sources: readonly SeriesSource[],
  grid: { readonly fromMs: number; readonly stepMs: number; readonly count: number },
  stored: ReadonlyMap<string, StoredSeries>,
  label: { readonly name: string; readonly value: string },
): Comparison {
  const result: Comparison = {
    samples: 0,
    exact: 0,
    changed: 0,
    worst: 0,
    nans: 0,
    nansBack: 0,
    histograms: 0,
    histogramsBack: 0,
    lost: 0,
    strange: 0,
  };
  for (const source of sources) {
    const blocks = source.series.map(({ native }) => createBlock(grid.count, { native }));
    source.fill(0, grid.count, blocks);
    for (const [i, one] of source.series.entries()) {
      const key = keyOf({ ...Object.fromEntries(one.labels), __name__: one.name, [label.name]: label.value });
      const found = stored.get(key);
      let back = 0;
      for (let at = 0; at < grid.count; at++) {
        const state = blocks[i]!.states[at];
        if (state === missing || state === stale) continue;
        const timeMs = grid.fromMs + at * grid.stepMs;
        result.samples++;
        if (one.native) back += countHistogram(result, blocks[i]!.histograms?.[at], found?.histograms.get(timeMs));
        else back += countValue(result, blocks[i]!.values[at]!, found?.values.get(timeMs));
      }
      // Some give stale markers back as NaN.
      const numbers = [...(found?.values.values() ?? [])].filter((text) => text !== "NaN").length;
      result.strange += Math.max(0, numbers + (found?.histograms.size ?? 0) - back);
    }
  }
  return result;
}

function countHistogram(
  result: Comparison,
  sent: { readonly count: number; readonly sum: number } | undefined,
  back: { readonly count: number; readonly sum: number } | undefined,
): number {
  result.histograms++;
  if (back === undefined) {
    result.lost++;
    return 0;
  }
  const isSame = sent !== undefined && Math.abs(back.count - sent.count) <= 1e-9 * sent.count && back.sum === sent.sum;
  if (isSame) {
    result.histogramsBack++;
    result.exact++;
  } else result.changed++;
  return 1;
}

function countValue(result: Comparison, sent: number, text: string | undefined): number {
  const back =
    text === undefined
      ? undefined
      : text === "+Inf"
        ? Number.POSITIVE_INFINITY
        : text === "-Inf"
          ? Number.NEGATIVE_INFINITY
          : Number(text);
  if (Number.isNaN(sent)) result.nans++;
  if (back === undefined) {
    if (!Number.isNaN(sent)) result.lost++;
    return 0;
  }
  if (Number.isNaN(sent) && Number.isNaN(back)) {
    result.nansBack++;
    result.exact++;
    return 0;
  }
  if (Object.is(sent, back)) result.exact++;
  else {
    result.changed++;
    result.worst = Math.max(result.worst, sent === back ? 0 : Math.abs((back - sent) / sent));
  }
  return 1;
}
