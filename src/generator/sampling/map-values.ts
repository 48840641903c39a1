import type { Filler } from "./filler.ts";

/** Changes the values at places `from` (inclusive) to `end` of a block, missing ones too. */
export type ChangeValues = (values: Float64Array, from: number, end: number) => void;

/** A filler whose values are changed one by one; lengths and missing samples stay. */
export function mapValues(filler: Filler, change: ChangeValues): Filler {
  const { tail, before, fill } = filler;
  const changed =
    (fill: Filler["fill"]): Filler["fill"] =>
    (out, at, index, count, startMs) => {
      const complete = fill(out, at, index, count, startMs);
      change(out.values, at, at + count);
      return complete;
    };
  return {
    lengthMs: filler.lengthMs,
    openStart: filler.openStart,
    fill: changed(fill),
    before: before && changed(before),
    tail:
      tail &&
      ((out, at, index, startMs) => {
        tail(out, at, index, startMs);
        change(out.values, at, at + 1);
      }),
  };
}
