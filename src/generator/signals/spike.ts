import { defined } from "../../json/defined.ts";
import { formatDuration } from "../../text/duration.ts";
import {
  checkParameter,
  checkPhase,
  checkPositiveInteger,
  checkTimeOfDay,
  constantOf,
  refuse,
} from "../argument-checks.ts";
import { describeList, describePhase, describeTimeOfDay } from "../describe-values.ts";
import { untilNextMs } from "../length-ms.ts";
import { combineStates, readParameters, signalsOf } from "../parameters.ts";
import { phaseMs } from "../phase.ts";
import { present } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { Parameter, Phase } from "../signal.ts";
import { endlessMs, type SignalRow } from "../signal-row.ts";
import type { SpecReader } from "../spec-reader.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly spike: SpikeSignal;
  }
}

/** A base value, and short times with another one. */
export interface SpikeSignal {
  readonly type: "spike";
  readonly height: Parameter;
  readonly base: Parameter;
  /** `everyMs`: at each multiple after the anchor; `at`: at these instants. */
  readonly when: { readonly everyMs: number } | { readonly at: readonly Phase[] };
  /** Default: one step. */
  readonly forMs?: number;
  /** In place of `forMs`: each lasts until the next such time of day, in milliseconds after midnight UTC. */
  readonly untilTimeOfDayMs?: number;
}

/** Options of {@link spike}. */
export interface SpikeOptions {
  readonly height: Parameter;
  /** Default 0. */
  readonly base?: Parameter;
  readonly when: { readonly everyMs: number } | { readonly at: readonly Phase[] };
  /** How long one lasts. Default: one step, so one scrape. */
  readonly forMs?: number;
  /** In place of `forMs`, with `at`: each lasts until the next such time of day, in milliseconds after midnight UTC. */
  readonly untilTimeOfDayMs?: number;
}

const dayMs = 86_400_000;

/**
 * `base`, and `base + height` during a spike. `everyMs`: at each multiple after the anchor, not at the anchor itself.
 * `at`: a time of day recurs daily.
 *
 * @throws {RangeError} if a time is not positive, a spike is not shorter than `everyMs`, or `at` is empty.
 */
export function spike({ height, base = 0, when, forMs, untilTimeOfDayMs }: SpikeOptions): SpikeSignal {
  checkParameter("spike", "height", height);
  checkParameter("spike", "base", base);
  if (forMs !== undefined) checkPositiveInteger("spike", "forMs", forMs);
  if (untilTimeOfDayMs !== undefined) {
    checkTimeOfDay("spike", "untilTimeOfDayMs", untilTimeOfDayMs);
    if (forMs !== undefined || "everyMs" in when)
      refuse("spike", "untilTimeOfDayMs", "alone with when.at", "forMs or when.everyMs too");
  }
  if ("everyMs" in when) {
    checkPositiveInteger("spike", "when.everyMs", when.everyMs);
    if (forMs !== undefined && forMs >= when.everyMs)
      refuse("spike", "forMs", `shorter than when.everyMs (${when.everyMs})`, forMs);
  } else {
    if (when.at.length === 0) refuse("spike", "when.at", "at least one time", "an empty list");
    for (const [place, phase] of when.at.entries()) checkPhase("spike", `when.at[${place}]`, phase);
  }
  return { type: "spike", height, base, when, ...defined({ forMs, untilTimeOfDayMs }) };
}

function compileSpike({ height, base, when, forMs, untilTimeOfDayMs }: SpikeSignal, context: CompileContext): Filler {
  const { stepMs, fromMs } = context;
  const lastsFrom = (firstMs: number) =>
    untilTimeOfDayMs === undefined ? (forMs ?? stepMs) : untilNextMs(untilTimeOfDayMs, fromMs + firstMs);
  const parameters = readParameters(context, [base, height]);
  const [bases, heights] = parameters.blocks.map((block) => block.values) as [Float64Array, Float64Array];
  const starts =
    "everyMs" in when
      ? [{ firstMs: when.everyMs, everyMs: when.everyMs, lasts: forMs ?? stepMs }]
      : when.at.map((phase) => {
          const firstMs = phaseMs(phase, fromMs);
          const everyMs = "timeOfDayMs" in phase ? dayMs : Number.POSITIVE_INFINITY;
          return { firstMs, everyMs, lasts: lastsFrom(firstMs) };
        });
  const during = context.scratch(2).states;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters.fill(index, count, startMs);
      during.fill(0, 0, count);
      for (const start of starts) mark(during, { ...start, stepMs, index, count });
      for (let place = 0; place < count; place++) {
        out.values[at + place] = during[place] === 1 ? bases[place]! + heights[place]! : bases[place]!;
      }
      if (complete) out.states.fill(present, at, at + count);
      else combineStates(parameters.blocks, out.states, at, count);
      return complete;
    },
  };
}

interface MarkOptions {
  readonly firstMs: number;
  /** Infinite for once. */
  readonly everyMs: number;
  readonly lasts: number;
  readonly stepMs: number;
  readonly index: number;
  readonly count: number;
}

/** Marks the scrapes that lie in one of the spikes that begin at `firstMs` and every `everyMs` after it. */
function mark(during: Uint8Array, { firstMs, everyMs, lasts, stepMs, index, count }: MarkOptions): void {
  for (let place = 0; place < count; ) {
    const sinceMs = (index + place) * stepMs - firstMs;
    const round = Number.isFinite(everyMs) ? Math.max(0, Math.floor(sinceMs / everyMs)) : 0;
    const beginMs = firstMs + (round === 0 ? 0 : round * everyMs);
    const begin = firstIndexAt(beginMs, stepMs) - index;
    const end = firstIndexAt(beginMs + lasts, stepMs) - index;
    if (end > place) during.fill(1, Math.max(begin, place, 0), Math.max(0, Math.min(end, count)));
    if (!Number.isFinite(everyMs)) return;
    place = Math.max(place + 1, firstIndexAt(beginMs + everyMs, stepMs) - index);
  }
}

/** The keys of a spike in a data spec. */
export interface SpikeSpec {
  readonly height: unknown;
  readonly base?: unknown;
  readonly every?: string;
  readonly at?: string | readonly string[];
  readonly for?: string;
  readonly until?: string;
}

/** The row of {@link spike}. */
export const spikeRow = {
  children: ({ base, height }) => signalsOf(base, height),
  build: (signal) => spike(signal),
  compile: compileSpike,
  describe({ base, height, when, forMs, untilTimeOfDayMs }) {
    const at =
      "everyMs" in when ? `every ${formatDuration(when.everyMs)}` : `at ${describeList(when.at.map(describePhase))}`;
    const lasts =
      untilTimeOfDayMs === undefined
        ? `for ${forMs === undefined ? "one step" : formatDuration(forMs)}`
        : `until ${describeTimeOfDay(untilTimeOfDayMs)}`;
    return {
      line: `spike ${at} ${lasts}`,
      parameters: { base, height },
    };
  },
  lengthMs: endlessMs,
  certainValues({ base, height }) {
    const [low, rise] = [constantOf(base), constantOf(height)];
    return [low, low === undefined || rise === undefined ? undefined : low + rise];
  },
  nativeHistograms: "refused",
  read(spec: SpikeSpec, reader: SpecReader) {
    const [height, base] = [reader.parameter(spec.height, "height"), reader.parameter(spec.base ?? 0, "base")];
    const forMs = spec.for === undefined ? undefined : reader.durationMs(spec.for, "for");
    const untilTimeOfDayMs = spec.until === undefined ? undefined : reader.timeOfDayMs(spec.until, "until");
    const failed =
      (spec.for !== undefined && forMs === undefined) || (spec.until !== undefined && untilTimeOfDayMs === undefined);
    const when = readWhen(spec, reader);
    if (spec.until !== undefined && (spec.for !== undefined || spec.every !== undefined))
      return reader.problem("`until` goes with `at`, without `for`; with `every` give `for`", "until");
    if (height === undefined || base === undefined || when === undefined || failed) return undefined;
    if (forMs !== undefined && "everyMs" in when && forMs >= when.everyMs)
      return reader.problem(`\`for\` ${spec.for} must be shorter than \`every\` ${spec.every}`, "for");
    return { type: "spike", height, base, when, ...defined({ forMs, untilTimeOfDayMs }) };
  },
} as const satisfies SignalRow<SpikeSignal>;

function readWhen({ every, at }: SpikeSpec, reader: SpecReader): SpikeSignal["when"] | undefined {
  if (every !== undefined) {
    const everyMs = reader.durationMs(every, "every");
    return everyMs === undefined ? undefined : { everyMs };
  }
  const list =
    typeof at === "string" ? [reader.phase(at, "at")] : (at ?? []).map((one, index) => reader.phase(one, "at", index));
  const phases = list.filter((phase) => phase !== undefined);
  return phases.length < list.length ? undefined : { at: phases };
}
