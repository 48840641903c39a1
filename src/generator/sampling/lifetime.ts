import { createBlock, missing, present, type SampleBlock, stale } from "./block.ts";
import { chunkSize, type Filler, firstIndexAt } from "./filler.ts";

/** The part of time in which a series exists. Milliseconds after the anchor. */
export interface Lifetime {
  /** Inclusive; nothing is written before. Default: as long as the grid goes back. */
  readonly fromMs?: number;
  /** The first scrape at or after it is a stale marker, and nothing follows. Default: no end. */
  readonly untilMs?: number;
}

/** A process that goes down and comes back. Milliseconds; `atMs` after the anchor. */
export interface Restart {
  readonly atMs: number;
  /** 0: it is back before a scrape misses it. */
  readonly downMs: number;
}

/** Options of {@link withLifetime}. */
export interface LifetimeOptions {
  readonly life?: Lifetime | undefined;
  readonly restarts?: readonly Restart[] | undefined;
  readonly stepMs: number;
  /** Scrapes of the grid before the anchor. */
  readonly leadIn: number;
  /** The value while it is down, as that of `up`. Default: nothing is written. */
  readonly whileDown?: number | undefined;
}

interface Span {
  readonly first: number;
  readonly end: number;
}

/** A filler by scrapes after the anchor whose samples are written only while the series lives and is not down. */
export function withLifetime(filler: Filler, options: LifetimeOptions): Filler {
  const { life = {}, restarts = [], stepMs, leadIn, whileDown } = options;
  const { fromMs, untilMs } = life;
  const first = fromMs === undefined ? Number.NEGATIVE_INFINITY : firstIndexAt(fromMs, stepMs);
  const end = untilMs === undefined ? Number.POSITIVE_INFINITY : firstIndexAt(untilMs, stepMs);
  const downs = restarts
    .map(({ atMs, downMs }) => ({ first: firstIndexAt(atMs, stepMs), end: firstIndexAt(atMs + downMs, stepMs) }))
    .filter((span) => span.first < span.end);
  if (first === Number.NEGATIVE_INFINITY && end === Number.POSITIVE_INFINITY && downs.length === 0) return filler;
  let open: boolean | undefined;
  const isOpen = () => {
    open ??= lastState(fillAlive, Math.max(first, -leadIn), end) === present;
    return open;
  };
  const fillAlive: Filler["fill"] = (out, at, index, count, startMs) => {
    const complete = filler.fill(out, at, index, count, startMs);
    const own = { out, at, index, count };
    const early = mark(own, { first: Number.NEGATIVE_INFINITY, end: first }, missing);
    let down = false;
    for (const span of downs) {
      const alive = { first: Math.max(span.first, first), end: span.end };
      if (mark(own, alive, whileDown === undefined ? missing : present, whileDown)) down = true;
    }
    if (!early && !down) return complete;
    return !early && whileDown !== undefined && !out.states.subarray(at, at + count).includes(missing) && complete;
  };
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: filler.openStart,
    fill(out, at, index, count, startMs) {
      const alive = Math.min(count, Math.max(0, end - index));
      const complete = alive === 0 || fillAlive(out, at, index, alive, startMs);
      if (alive === count) return complete;
      out.states.fill(missing, at + alive, at + count);
      if (index + alive === end && isOpen()) out.states[at + alive] = stale;
      return false;
    },
  };
}

interface Range {
  readonly out: SampleBlock;
  readonly at: number;
  readonly index: number;
  readonly count: number;
}

/** Gives the scrapes of a range that lie in a span a state and a value. @returns whether there are any. */
function mark({ out, at, index, count }: Range, { first, end }: Span, state: number, value = 0): boolean {
  const from = Math.max(index, first);
  const to = Math.min(index + count, end);
  if (from >= to) return false;
  out.states.fill(state, at + from - index, at + to - index);
  out.values.fill(value, at + from - index, at + to - index);
  return true;
}

/** The last state before scrape `end`, at scrape `first` at the earliest, that is not missing; else missing. */
function lastState(fill: Filler["fill"], first: number, end: number): number {
  const block = createBlock(chunkSize, { native: true });
  for (let after = end; after > first; after -= chunkSize) {
    const begin = Math.max(first, after - chunkSize);
    fill(block, 0, begin, after - begin, 0);
    const found = block.states.subarray(0, after - begin).findLast((state) => state !== missing);
    if (found !== undefined) return found;
  }
  return missing;
}
