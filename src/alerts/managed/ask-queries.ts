import { valuesOf } from "../../check/expressions/server/calculate-here.ts";
import type { Value } from "../../check/expressions/server/value.ts";
import { ExpectedError } from "../../errors.ts";
import type { ManagedQuery } from "../../prometheus/rules/grafana/managed-rule.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import type { QueryBackend, QuerySeries } from "../../templating/backend.ts";
import { isFault } from "../../templating/fault.ts";
import { askExpression, isFailure } from "../engine/ask-expression.ts";
import { eachInstant, type Instants } from "../engine/instants.ts";

/** The answer to a query at an evaluation, or why there is none. */
export type QueryValues = readonly Value[] | { readonly error: string };

/** Points of a series that are asked for in one go. */
const maxPoints = 11_000;

/**
 * The evaluations in parts, for each of which a server answers every query in one go.
 *
 * @param queries - of one rule.
 */
export function partsOf({ startMs, endMs, stepMs }: Instants, queries: readonly ManagedQuery[]): Instants[] {
  const counts = queries.map(({ isInstant, fromMs, toMs, stepMs: step }) =>
    isInstant ? maxPoints : Math.max(1, Math.floor((maxPoints * step - (fromMs - toMs)) / stepMs)),
  );
  const count = Math.min(maxPoints, ...counts);
  const parts: Instants[] = [];
  for (let at = startMs; at <= endMs; at += count * stepMs)
    parts.push({ startMs: at, endMs: Math.min(endMs, at + (count - 1) * stepMs), stepMs });
  return parts;
}

/**
 * Asks a query as Grafana does at each evaluation.
 *
 * @returns its values by evaluation; one that is not in it has no data.
 * @throws {PrometheusError} if the server does not answer.
 */
export async function askQuery(
  backend: QueryBackend,
  query: ManagedQuery,
  instants: Instants,
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, QueryValues>> {
  const parsed = parseFilled(query.expr);
  if (!parsed.ok) return new Map([...eachInstant(instants)].map((timeMs) => [timeMs, { error: parsed.reason }]));
  return query.isInstant
    ? askInstants(backend, { ...query, root: parsed.root }, instants, signal)
    : askRanges(backend, query, instants, signal);
}

async function askInstants(
  backend: QueryBackend,
  query: ManagedQuery & Parameters<typeof askExpression>[1],
  instants: Instants,
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, QueryValues>> {
  const asked = { ...instants, startMs: instants.startMs - query.toMs, endMs: instants.endMs - query.toMs };
  const vectors = await askExpression(backend, query, asked, signal);
  return new Map(
    [...vectors].map(([timeMs, vector]): [number, QueryValues] => {
      const at = timeMs + query.toMs;
      if (isFailure(vector)) return [at, vector];
      const series = vector.map(({ labels, value }) => ({ labels, timesMs: [timeMs], values: [value] }));
      return [at, withValues(series, query)];
    }),
  );
}

async function askRanges(
  backend: QueryBackend,
  query: ManagedQuery,
  instants: Instants,
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, QueryValues>> {
  const found = new Map<number, QueryValues>();
  const note = (all: readonly QuerySeries[], part: Instants) => {
    for (const timeMs of eachInstant(part)) {
      const { startMs, endMs } = rangeOf(query, { ...part, startMs: timeMs, endMs: timeMs });
      const series = all.map((one) => within(one, startMs, endMs)).filter(({ timesMs }) => timesMs.length > 0);
      if (series.length > 0) found.set(timeMs, withValues(series, query));
    }
  };
  try {
    note((await backend.range(query.expr, rangeOf(query, instants), signal)).series, instants);
  } catch (error) {
    refused(error, signal);
    // One range that fails says nothing about the others.
    for (const timeMs of eachInstant(instants)) {
      const one = { ...instants, startMs: timeMs, endMs: timeMs };
      try {
        note((await backend.range(query.expr, rangeOf(query, one), signal)).series, one);
      } catch (again) {
        found.set(timeMs, { error: refused(again, signal) });
      }
    }
  }
  return found;
}

/** Grafana asks at multiples of the step, both ends rounded down. */
function rangeOf({ fromMs, toMs, stepMs }: ManagedQuery, { startMs, endMs }: Instants): Instants {
  const aligned = (timeMs: number) => Math.floor(timeMs / stepMs) * stepMs;
  return { startMs: aligned(startMs - fromMs), endMs: aligned(endMs - toMs), stepMs };
}

/** @throws anything but the server's word against the query. */
function refused(error: unknown, signal: AbortSignal | undefined): string {
  signal?.throwIfAborted();
  if (error instanceof ExpectedError && !isFault(error)) return error.message;
  throw error;
}

function within(series: QuerySeries, startMs: number, endMs: number): QuerySeries {
  const { timesMs, values, histograms } = series;
  const [begin, end] = [placeOf(timesMs, startMs), placeOf(timesMs, endMs + 1)];
  return {
    labels: series.labels,
    timesMs: timesMs.slice(begin, end),
    values: values.slice(begin, end),
    ...(histograms === undefined ? {} : { histograms: histograms.slice(begin, end) }),
  };
}

/** The first place whose time is not before another. */
function placeOf(timesMs: readonly number[], timeMs: number): number {
  let [low, high] = [0, timesMs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle]! < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withValues(series: readonly QuerySeries[], { isInstant }: ManagedQuery): QueryValues {
  return (
    valuesOf(series, { isInstant }) ?? {
      error: "its query gives native histograms, with which Grafana does not calculate",
    }
  );
}
