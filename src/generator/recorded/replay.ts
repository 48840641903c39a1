import { formatDuration } from "../../text/duration.ts";
import { checkPositiveInteger, checkTime, refuse } from "../argument-checks.ts";
import { holdFirst } from "../sampling/before-start.ts";
import { missing, present } from "../sampling/block.ts";
import type { CompileContext, Filler } from "../sampling/filler.ts";
import { firstEndAfter } from "../sampling/first-end-after.ts";
import type { SignalRow } from "../signal-row.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly replay: ReplaySignal;
  }
}

/** Recorded values over time. */
export interface ReplaySignal {
  readonly type: "replay";
  /** Milliseconds after the beginning, ascending; whole numbers. */
  readonly timesMs: readonly number[];
  /** The value from each time on; null: missing until the next one. */
  readonly values: readonly (number | null)[];
  /** Milliseconds that the record occupies: more than the last time. */
  readonly lengthMs: number;
  /** Between two values: the earlier one, or a straight line. */
  readonly interpolate: "last" | "linear";
}

/**
 * Recorded values over time.
 *
 * @throws {RangeError} for no values, as many times as values, times that do not ascend, or too short a length.
 */
export function replay({ timesMs, values, lengthMs, interpolate }: Omit<ReplaySignal, "type">): ReplaySignal {
  if (values.length === 0) refuse("replay", "values", "at least one value", "an empty list");
  if (timesMs.length !== values.length)
    refuse("replay", "timesMs", `as many as values (${values.length})`, timesMs.length);
  const wrong = values.findIndex((value) => value !== null && typeof value !== "number");
  if (wrong !== -1) refuse("replay", `values[${wrong}]`, "a number or null", values[wrong]);
  for (const [place, time] of timesMs.entries()) {
    checkTime("replay", `timesMs[${place}]`, time);
    if (place > 0 && time <= timesMs[place - 1]!)
      refuse("replay", `timesMs[${place}]`, `greater than ${timesMs[place - 1]}`, time);
  }
  checkPositiveInteger("replay", "lengthMs", lengthMs);
  if (lengthMs <= timesMs.at(-1)!) refuse("replay", "lengthMs", `greater than ${timesMs.at(-1)}`, lengthMs);
  if (interpolate !== "last" && interpolate !== "linear")
    refuse("replay", "interpolate", "last or linear", interpolate);
  return { type: "replay", timesMs, values, lengthMs, interpolate };
}

function compileReplay(signal: ReplaySignal, { stepMs }: CompileContext): Filler {
  const { timesMs, values, lengthMs } = signal;
  const linear = signal.interpolate === "linear";
  const fill: Filler["fill"] = (out, at, index, count, startMs) => {
    let complete = true;
    // The point that holds at the first scrape: the last one that is not after it.
    let point = firstEndAfter(timesMs, index * stepMs - startMs) - 1;
    for (let place = 0; place < count; place++) {
      const time = (index + place) * stepMs - startMs;
      while (point + 1 < timesMs.length && timesMs[point + 1]! <= time) point++;
      const value = values[point] ?? null;
      out.values[at + place] = value === null ? 0 : linear ? between(signal, point, time, value) : value;
      out.states[at + place] = value === null ? missing : present;
      complete &&= value !== null;
    }
    return complete;
  };
  return { lengthMs, openStart: false, fill, before: holdFirst(fill, stepMs) };
}

/** The straight line from a point to the next one; the point's own value at it, and where nothing follows. */
function between({ timesMs, values }: ReplaySignal, point: number, time: number, value: number): number {
  const begin = timesMs[point]!;
  const next = values[point + 1] ?? null;
  if (time === begin || next === null) return value;
  return value + (next - value) * ((time - begin) / (timesMs[point + 1]! - begin));
}

/** The value of the key in a data spec, whose shape the schema has checked. */
export interface ReplaySpec {
  readonly file?: string;
  readonly column?: string;
  readonly values?: readonly (number | null)[];
  readonly every?: string;
  readonly interpolate?: "last" | "linear";
}

/** The row of {@link replay}. */
export const replayRow = {
  children: () => [],
  build: (signal) => replay(signal),
  compile: compileReplay,
  describe: ({ values, lengthMs, interpolate }) => ({
    line: `replay ${values.length} values over ${formatDuration(lengthMs)}, ${interpolate}`,
  }),
  lengthMs: ({ lengthMs }) => lengthMs,
  certainValues: ({ values }) => values,
  nativeHistograms: "refused",
  read(spec: ReplaySpec, reader) {
    const { file, column, values, every, interpolate = "last" } = spec;
    if (file !== undefined) {
      if (every !== undefined) return reader.problem("`every` goes with `values`: a file has its own times", "every");
      const record = reader.recorded({ file, column });
      return record && { type: "replay", ...record, interpolate };
    }
    if (column !== undefined) return reader.problem("`column` goes with `file`: it names one of its columns", "column");
    if (every === undefined) return reader.problem("`values` of a replay need `every`: the time between two of them");
    const everyMs = reader.durationMs(every, "every");
    if (everyMs === undefined) return undefined;
    const timesMs = values!.map((_, place) => place * everyMs);
    return { type: "replay", timesMs, values: values!, lengthMs: values!.length * everyMs, interpolate };
  },
} as const satisfies SignalRow<ReplaySignal>;
