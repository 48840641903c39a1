import type { End } from "../series.ts";
import { repeat } from "../signals/loop-row.ts";
import { fromBeforeStart } from "./before-start.ts";
import { createBlock, type HistogramSample, missing, present, type SampleBlock, stale } from "./block.ts";
import { chunkSize, type Filler, firstIndexAt } from "./filler.ts";

/** A last value: of a number, or of a native histogram. */
interface Last {
  readonly value: number;
  readonly histogram: HistogramSample | undefined;
}

/**
 * A filler without an end: a finite one, its closing instant if that is on the grid, and then the continuation that
 * `end` names. It takes scrapes before its start too.
 */
export function endless(filler: Filler, end: End, stepMs: number): Filler {
  if (filler.lengthMs === Number.POSITIVE_INFINITY)
    return filler.before === undefined ? filler : fromBeforeStart(filler, stepMs);
  if (end === "loop") return repeat(filler, Number.POSITIVE_INFINITY, stepMs);
  let last: { readonly startMs: number; readonly found: Last | undefined } | undefined;
  const lastOf = (startMs: number, native: boolean) => {
    if (last?.startMs !== startMs) last = { startMs, found: findLast(filler, startMs, stepMs, native) };
    return last.found;
  };
  const fillAfter = (out: SampleBlock, at: number, index: number, count: number, startMs: number): boolean => {
    if (end === "missing" || end === "end") {
      out.states.fill(missing, at, at + count);
      if (end === "end" && index === endIndex(filler, startMs, stepMs)) out.states[at] = stale;
      return false;
    }
    const held =
      end === "last" ? lastOf(startMs, out.histograms !== undefined) : { value: end.value, histogram: undefined };
    out.states.fill(held === undefined ? missing : present, at, at + count);
    out.values.fill(held?.value ?? 0, at, at + count);
    out.histograms?.fill(held?.histogram, at, at + count);
    return held !== undefined;
  };
  const continued: Filler = {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: filler.openStart,
    before: filler.before ?? filler.fill,
    fill(out, at, index, count, startMs) {
      const ends = endIndex(filler, startMs, stepMs);
      const own = Math.min(count, Math.max(0, ends - index));
      const complete = own === 0 || fillOwn(filler, out, { at, index, count: own, startMs, stepMs });
      if (own === count) return complete;
      return fillAfter(out, at + own, index + own, count - own, startMs) && complete;
    },
  };
  return fromBeforeStart(continued, stepMs);
}

/**
 * The first scrape that the end strategy determines: after the filler's own, and after its closing instant if that is a
 * scrape.
 */
function endIndex(filler: Filler, startMs: number, stepMs: number): number {
  const endMs = startMs + filler.lengthMs;
  const index = firstIndexAt(endMs, stepMs);
  return filler.tail !== undefined && index * stepMs === endMs ? index + 1 : index;
}

interface OwnRange {
  readonly at: number;
  readonly index: number;
  readonly count: number;
  readonly startMs: number;
  readonly stepMs: number;
}

/** Fills scrapes that are all before {@link endIndex}. */
function fillOwn(filler: Filler, out: SampleBlock, { at, index, count, startMs, stepMs }: OwnRange): boolean {
  const inside = Math.min(count, firstIndexAt(startMs + filler.lengthMs, stepMs) - index);
  const complete = inside === 0 || filler.fill(out, at, index, inside, startMs);
  if (inside === count) return complete;
  filler.tail!(out, at + inside, index + inside, startMs);
  return complete && out.states[at + inside] === present;
}

/** The last value that a finite filler writes, looked for from its end. */
function findLast(filler: Filler, startMs: number, stepMs: number, native: boolean): Last | undefined {
  const block = createBlock(chunkSize, { native });
  const first = firstIndexAt(startMs, stepMs);
  for (let end = endIndex(filler, startMs, stepMs); end > first; ) {
    const index = Math.max(first, end - chunkSize);
    fillOwn(filler, block, { at: 0, index, count: end - index, startMs, stepMs });
    for (let place = end - index - 1; place >= 0; place--) {
      if (block.states[place] === present) return { value: block.values[place]!, histogram: block.histograms?.[place] };
    }
    end = index;
  }
  return undefined;
}
