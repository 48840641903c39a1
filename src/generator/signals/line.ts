import { checkFinite, checkLength, refuse } from "../argument-checks.ts";
import { lengthMs } from "../lengths.ts";
import { missing, present } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { LineSignal } from "../signal.ts";

/** Options of {@link line}. */
export type LineOptions = Omit<LineSignal, "type" | "bounds"> & Partial<Pick<LineSignal, "bounds">>;

/**
 * A straight line. By time d, `from + (to − from)·t/d`; by n samples, n values with both ends included.
 *
 * @param options.bounds - default `[]`. `(` leaves the first instant out, `)` the last. By time the last instant is the
 *   one where the next part begins: a closed end puts `to` there when nothing follows.
 * @throws {RangeError} if an end is not finite or the length is not positive.
 */
export function line({ from, to, length, bounds = "[]" }: LineOptions): LineSignal {
  checkFinite("line", "from", from);
  checkFinite("line", "to", to);
  checkLength("line", length);
  if (!["[]", "[)", "(]", "()"].includes(bounds)) refuse("line", "bounds", "one of [], [), (] and ()", bounds);
  return { type: "line", from, to, length, bounds };
}

export function compileLine({ from, to, length, bounds }: LineSignal, { stepMs }: CompileContext): Filler {
  const total = lengthMs(length, stepMs);
  const openStart = bounds[0] === "(";
  const openEnd = bounds[1] === ")";
  const base = { lengthMs: total, openStart };
  if ("samples" in length) {
    const last = length.samples - 1;
    return {
      ...base,
      fill(out, at, index, count, startMs) {
        const first = index - firstIndexAt(startMs, stepMs);
        for (let place = 0; place < count; place++) out.values[at + place] = between(from, to, first + place, last);
        out.states.fill(present, at, at + count);
        const leavesFirst = openStart && first === 0;
        const leavesLast = openEnd && first <= last && first + count > last;
        if (leavesFirst) out.states[at] = missing;
        if (leavesLast) out.states[at + last - first] = missing;
        return !leavesFirst && !leavesLast;
      },
    };
  }
  return {
    ...base,
    fill(out, at, index, count, startMs) {
      const firstMs = index * stepMs - startMs;
      for (let place = 0; place < count; place++)
        out.values[at + place] = between(from, to, firstMs + place * stepMs, total);
      out.states.fill(present, at, at + count);
      if (!openStart || firstMs !== 0) return true;
      out.states[at] = missing;
      return false;
    },
    tail: openEnd
      ? undefined
      : (out, at) => {
          out.values[at] = to;
          out.states[at] = present;
        },
  };
}

/** `to` at the end exactly. */
function between(from: number, to: number, part: number, whole: number): number {
  return part === whole && whole > 0 ? to : from + (to - from) * (whole === 0 ? 0 : part / whole);
}
