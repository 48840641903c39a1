import { checkFinite, checkLength, refuse } from "../argument-checks.ts";
import { describeLength } from "../describe-values.ts";
import { lengthMs } from "../length-ms.ts";
import { missing, present } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { Length } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";
import type { LengthSpec, SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly line: LineSignal;
  }
}

/** A straight line. */
export interface LineSignal {
  readonly type: "line";
  readonly from: number;
  readonly to: number;
  readonly length: Length;
  /** `(` and `)` leave out the instant at that end. */
  readonly bounds: "[]" | "[)" | "(]" | "()";
}

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

function compileLine({ from, to, length, bounds }: LineSignal, { stepMs, place }: CompileContext): Filler {
  const total = lengthMs(length, place);
  const openStart = bounds[0] === "(";
  const openEnd = bounds[1] === ")";
  const before: Filler["before"] = (out, at, _index, count) => {
    out.values.fill(from, at, at + count);
    out.states.fill(present, at, at + count);
    return true;
  };
  const base = { lengthMs: total, openStart, before };
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

/** The keys of a line in a data spec. */
export type LineSpec = Omit<LineOptions, "length"> & LengthSpec;

/** The row of {@link line}. */
export const lineRow = {
  children: () => [],
  build: (signal) => line(signal),
  compile: compileLine,
  describe: ({ from, to, length, bounds }) => ({
    line: `line ${from} → ${to} ${describeLength(length)}${bounds === "[]" ? "" : ` ${bounds}`}`,
  }),
  lengthMs: ({ length }, place) => lengthMs(length, place),
  certainValues: ({ from, to }) => [from, to],
  nativeHistograms: "refused",
  read({ from, to, bounds = "[]", ...rest }: LineSpec, reader: SpecReader) {
    const length = reader.length(rest);
    return length && { type: "line", from, to, length, bounds };
  },
} as const satisfies SignalRow<LineSignal>;
