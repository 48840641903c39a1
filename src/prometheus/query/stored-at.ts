import type { WireSeries } from "../../generator/series.ts";
import { requireData } from "../answer.ts";
import type { ExtraLabel } from "../encode/encode-labels.ts";
import type { Prometheus } from "../prometheus.ts";
import { decodeAnswer } from "./decode-answer.ts";
import { subjectOf } from "./query.ts";

/** Which series at which instant are looked for. */
export interface StoredQuestion {
  /** The label that all of them carry. */
  readonly isolation: ExtraLabel;
  readonly series: readonly Pick<WireSeries, "name">[];
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The series, of those with these names, that have a sample at exactly one instant; each by {@link storedKey}. Stale
 * markers do not show. Read-only.
 *
 * @throws {PrometheusError} if the server does not answer.
 */
export async function storedAt(
  prometheus: Prometheus,
  { isolation, series, timeMs, signal }: StoredQuestion,
): Promise<ReadonlySet<string>> {
  const names = [...new Set(series.map(({ name }) => escapePattern(name)))].join("|");
  const selector = `{${isolation.name}=${JSON.stringify(isolation.value)},__name__=~${JSON.stringify(names)}}`;
  const doing = `looking which samples of ${isolation.value} are stored already`;
  // One millisecond: open at its start in Prometheus 3, and no other sample is that near.
  const parameters = { query: `${selector}[1ms]`, time: String(timeMs / 1000) };
  const answer = await prometheus.ask({ method: "POST", path: "/query", parameters, signal });
  const found = decodeAnswer(requireData(prometheus, doing, answer), subjectOf(prometheus, doing));
  return new Set(
    found.series.flatMap(({ labels, timesMs }) => {
      if (!timesMs.some((ms) => Math.abs(ms - timeMs) < 0.5)) return [];
      const others = [...labels].filter(([name]) => name !== "__name__" && name !== isolation.name);
      return [storedKey({ name: labels.get("__name__") ?? "", labels: others })];
    }),
  );
}

/** One text for each series, whatever the order of its labels. */
export function storedKey({ name, labels }: Pick<WireSeries, "name" | "labels">): string {
  const pairs = labels.filter(([, value]) => value !== "").map(([label, value]) => [label, value]);
  return JSON.stringify([name, ...pairs.sort(([a], [b]) => (a! < b! ? -1 : 1))]);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
