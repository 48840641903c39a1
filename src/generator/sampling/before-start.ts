import { missing, present, type SampleBlock } from "./block.ts";
import { type Filler, firstIndexAt } from "./filler.ts";

/** {@link Filler.fill} for scrapes that all lie before the signal's start. */
export function fillBefore(
  filler: Filler,
  ...[out, at, index, count, startMs]: Parameters<Filler["fill"]>
): ReturnType<Filler["fill"]> {
  return (filler.before ?? filler.fill)(out, at, index, count, startMs);
}

/** A filler without an end that may be asked for scrapes before its start. */
export function fromBeforeStart(filler: Filler, stepMs: number): Filler {
  return {
    lengthMs: filler.lengthMs,
    openStart: filler.openStart,
    fill(out, at, index, count, startMs) {
      const early = Math.min(count, firstIndexAt(startMs, stepMs) - index);
      if (early <= 0) return filler.fill(out, at, index, count, startMs);
      const complete = fillBefore(filler, out, at, index, early, startMs);
      if (early === count) return complete;
      return filler.fill(out, at + early, index + early, count - early, startMs) && complete;
    },
  };
}

/** A filler by scrapes after the anchor, as one by scrapes of a grid that begins `leadIn` scrapes earlier. */
export function shiftFiller(filler: Filler, leadIn: number): Filler {
  if (leadIn === 0) return filler;
  return { ...filler, fill: (out, at, index, count, startMs) => filler.fill(out, at, index - leadIn, count, startMs) };
}

/** Before its start, a signal with a fixed list of samples holds the first one; nothing where that is missing. */
export function holdFirst(fill: Filler["fill"], stepMs: number): NonNullable<Filler["before"]> {
  return (out, at, _index, count, startMs) => {
    fill(out, at, firstIndexAt(startMs, stepMs), 1, startMs);
    return repeatSample(out, at, count);
  };
}

function repeatSample({ states, values, histograms }: SampleBlock, at: number, count: number): boolean {
  const state = states[at] === present ? present : missing;
  states.fill(state, at, at + count);
  values.fill(values[at]!, at, at + count);
  histograms?.fill(histograms[at], at, at + count);
  return state === present;
}
