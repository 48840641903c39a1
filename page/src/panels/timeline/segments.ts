import type { State, TimelineRow } from "./timeline-rows.ts";

/** A time in which a row shows one state. */
export interface Segment {
  readonly state: State;
  readonly fromMs: number;
  readonly toMs: number;
}

type Samples = Pick<TimelineRow, "times" | "states" | "shows">;

/**
 * The times in which a row shows one state each: a state lasts until the next sample, the last one until the axis ends.
 *
 * @param options.merge - equal states that follow each other are one.
 * @param options.spanNulls - whether a state lasts through gaps, or through those shorter than so many milliseconds.
 */
export function segmentsOf(
  row: Samples,
  { merge, spanNulls, endMs }: { merge: boolean; spanNulls: boolean | number; endMs: number },
): Segment[] {
  const segments: Segment[] = [];
  for (const { state, fromMs } of spanned(samplesOf(row), spanNulls)) {
    const last = segments.at(-1);
    if (last !== undefined && merge && Object.is(last.state, state)) continue;
    if (last !== undefined) segments[segments.length - 1] = { ...last, toMs: fromMs };
    segments.push({ state, fromMs, toMs: endMs });
  }
  return segments.filter(({ state, fromMs, toMs }) => isShown(state, row) && toMs > fromMs);
}

/** Each sample for itself, for as long as two samples lie apart, around its time. */
export function samplesAround(row: Samples, widthMs: number): Segment[] {
  return samplesOf(row)
    .filter(({ state }) => isShown(state, row))
    .map(({ state, fromMs }) => ({ state, fromMs: fromMs - widthMs / 2, toMs: fromMs + widthMs / 2 }));
}

interface Sample {
  readonly state: State;
  readonly fromMs: number;
}

const samplesOf = ({ times, states }: Samples): Sample[] =>
  times.map((fromMs, index) => ({ fromMs, state: states[index] ?? null }));

function spanned(samples: readonly Sample[], spanNulls: boolean | number): readonly Sample[] {
  if (spanNulls === false) return samples;
  const longest = spanNulls === true ? Number.POSITIVE_INFINITY : spanNulls;
  return samples.filter(({ state, fromMs }, index) => {
    if (state !== null) return true;
    const next = samples.slice(index + 1).find((sample) => sample.state !== null);
    const before = samples.slice(0, index).findLast((sample) => sample.state !== null);
    return next === undefined || before === undefined || next.fromMs - (before.fromMs ?? fromMs) >= longest;
  });
}

function isShown(state: State, { shows }: Samples): boolean {
  if (state === null) return shows.null;
  return typeof state !== "number" || !Number.isNaN(state) || shows.nan;
}
