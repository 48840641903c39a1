import { formatDuration } from "../../text/duration.ts";
import { checkPhase, checkPositiveInteger } from "../argument-checks.ts";
import { describePhase } from "../describe-values.ts";
import { phaseMs, remainder } from "../phase.ts";
import { present } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { Phase } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly clock: ClockSignal;
  }
}

/** The time of a sample, or of what last happened before it. */
export interface ClockSignal {
  readonly type: "clock";
  /** Time between two happenings; undefined for a clock that shows each sample's own time. */
  readonly everyMs?: number;
  /** Any one happening. */
  readonly at: Phase;
}

/** Options of {@link clock}. */
export interface ClockOptions {
  /** Time between two happenings, in milliseconds. Default: the clock shows the sample's own time. */
  readonly everyMs?: number;
  /** Any one happening. Default: at the anchor. */
  readonly at?: Phase;
}

/**
 * Seconds of Unix time: of the sample itself, or, with `everyMs`, of the last happening at or before it, such as the
 * last backup.
 *
 * @throws {RangeError} if `everyMs` is not a whole number of at least 1.
 */
export function clock({ everyMs, at = { afterAnchorMs: 0 } }: ClockOptions = {}): ClockSignal {
  if (everyMs !== undefined) checkPositiveInteger("clock", "everyMs", everyMs);
  checkPhase("clock", "at", at);
  return { type: "clock", ...(everyMs !== undefined && { everyMs }), at };
}

function compileClock({ everyMs, at: begin }: ClockSignal, { stepMs, fromMs }: CompileContext): Filler {
  const beginMs = phaseMs(begin, fromMs);
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count) {
      for (let place = 0; place < count; place++) {
        const ms = (index + place) * stepMs;
        const since = everyMs === undefined ? 0 : remainder(ms - beginMs, everyMs);
        out.values[at + place] = (fromMs + ms - since) / 1000;
      }
      out.states.fill(present, at, at + count);
      return true;
    },
  };
}

/** The keys of a clock in a data spec. */
export interface ClockSpec {
  readonly every?: string;
  readonly at?: string;
}

/** The row of {@link clock}. */
export const clockRow = {
  children: () => [],
  build: (signal) => clock(signal),
  compile: compileClock,
  describe: ({ everyMs, at }) => ({
    line: everyMs === undefined ? "clock" : `clock every ${formatDuration(everyMs)}, begins ${describePhase(at)}`,
  }),
  lengthMs: endlessMs,
  certainValues: () => [],
  nativeHistograms: "refused",
  read({ every, at: begin }: ClockSpec, reader: SpecReader) {
    if (every === undefined && begin !== undefined)
      return reader.problem("`at` says when it happens, and needs `every`", "at");
    const everyMs = every === undefined ? undefined : reader.durationMs(every, "every");
    const at = reader.phase(begin ?? "0s", "at");
    if (at === undefined || (every !== undefined && everyMs === undefined)) return undefined;
    return { type: "clock", ...(everyMs !== undefined && { everyMs }), at };
  },
} as const satisfies SignalRow<ClockSignal>;
