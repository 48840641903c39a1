import type { QuerySeries } from "../../templating/backend.ts";
import type { QueryTiming } from "../../templating/query-timing.ts";
import type { Evaluated } from "../result.ts";

/** Instants of one expression, at most. */
const maxInstants = 50_000;

/**
 * The instants of what an expression gives: those of the panel, others if it was resampled, and none for numbers.
 *
 * @param atMs - the time that stands for none: the end of the panel's range.
 */
export function instantsOfSeries(series: readonly QuerySeries[], timing: QueryTiming, atMs: number): Evaluated {
  const { startMs, endMs, stepMs } = timing;
  const own: Evaluated = { startMs, endMs, stepMs, instant: false };
  const samples = series.filter(({ timesMs }) => timesMs.length > 0);
  if (samples.length > 0 && samples.every(({ timesMs }) => timesMs.length === 1 && timesMs[0] === atMs))
    return { startMs: atMs, endMs: atMs, stepMs, instant: true };
  const isOwn = (timeMs: number) => timeMs >= startMs && timeMs <= endMs && (timeMs - startMs) % stepMs === 0;
  if (samples.every(({ timesMs }) => timesMs.every(isOwn))) return own;
  const first = samples.reduce((least, { timesMs }) => Math.min(least, timesMs[0]!), Number.POSITIVE_INFINITY);
  const last = samples.reduce((most, { timesMs }) => Math.max(most, timesMs.at(-1)!), Number.NEGATIVE_INFINITY);
  let apart = 0;
  for (const { timesMs } of samples) for (const timeMs of timesMs) apart = commonDivisor(timeMs - first, apart);
  if (apart === 0) return { startMs: first, endMs: first, stepMs, instant: false };
  return (last - first) / apart < maxInstants ? { startMs: first, endMs: last, stepMs: apart, instant: false } : own;
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}
