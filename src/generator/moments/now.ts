import { formatDuration, parseDuration } from "../../text/duration.ts";
import { refuse } from "../argument-checks.ts";
import { uniformAt } from "../random/uniform.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import type { SignalRow } from "../signal-row.ts";
import { endlessMs } from "../signal-row.ts";
import { compileConstant } from "../signals/constant.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly now: NowSignal;
  }
}

/** A moment near the window, the same in all of it. */
export interface NowSignal {
  readonly type: "now";
  /** Milliseconds after midnight, below 0 for before; the moment is not earlier. */
  readonly earliestMs: number;
  /** The moment is before this, or at it if it equals `earliestMs`. */
  readonly latestMs: number;
}

/** Options of {@link now}. */
export interface NowOptions {
  readonly earliestMs: number;
  /** Default: `earliestMs`. */
  readonly latestMs?: number;
}

const dayMs = 86_400_000;

/**
 * A moment in whole seconds of Unix time, counted from the last midnight (UTC) at or before the anchor, so that windows
 * of one day have the same one: when a process was started, when a certificate expires. Between `earliestMs` and
 * `latestMs` each series (or each course of a named signal) has its own, by hash.
 *
 * @throws {RangeError} if a time is not a whole number, or `latestMs` is before `earliestMs`.
 */
export function now({ earliestMs, latestMs = earliestMs }: NowOptions): NowSignal {
  if (!Number.isSafeInteger(earliestMs)) refuse("now", "earliestMs", "a whole number of milliseconds", earliestMs);
  if (!Number.isSafeInteger(latestMs)) refuse("now", "latestMs", "a whole number of milliseconds", latestMs);
  if (latestMs < earliestMs) refuse("now", "latestMs", `at least earliestMs (${earliestMs})`, latestMs);
  return { type: "now", earliestMs, latestMs };
}

function compileNow({ earliestMs, latestMs }: NowSignal, { fromMs, key }: CompileContext): Filler {
  const midnightMs = Math.floor(fromMs / dayMs) * dayMs;
  const spanMs = latestMs - earliestMs;
  const ms = midnightMs + earliestMs + (spanMs === 0 ? 0 : uniformAt(key.high, key.low, 0) * spanMs);
  return compileConstant({ type: "constant", value: Math.floor(ms / 1000) });
}

/** `-3d`, or `-12d..-2d`; undefined for anything else. */
function parseOffsets(text: string): NowOptions | undefined {
  const ends = text.split("..").map((end) => {
    const ms = parseDuration(end.replace(/^-/, ""));
    return ms === undefined ? undefined : end.startsWith("-") ? -ms : ms;
  });
  const [earliestMs, latestMs = earliestMs] = ends;
  return ends.length > 2 || earliestMs === undefined || latestMs === undefined ? undefined : { earliestMs, latestMs };
}

function describeOffset(ms: number): string {
  return `${ms < 0 ? "-" : ""}${formatDuration(Math.abs(ms))}`;
}

/** The row of {@link now}. */
export const nowRow = {
  children: () => [],
  build: (signal) => now(signal),
  compile: compileNow,
  describe: ({ earliestMs, latestMs }) => ({
    line: `now ${[...new Set([earliestMs, latestMs])].map(describeOffset).join("..")}`,
  }),
  lengthMs: endlessMs,
  certainValues: () => [],
  nativeHistograms: "refused",
  read(text: string, reader: SpecReader) {
    const offsets = parseOffsets(text);
    if (offsets === undefined)
      return reader.problem(`expected a duration such as -3d, or two such as -12d..-2d, got ${JSON.stringify(text)}`);
    const { earliestMs, latestMs = earliestMs } = offsets;
    if (latestMs < earliestMs) return reader.problem(`the earliest moment comes first: ${swapped(text)}`);
    return { type: "now", earliestMs, latestMs };
  },
} as const satisfies SignalRow<NowSignal>;

function swapped(text: string): string {
  return text.split("..").reverse().join("..");
}
