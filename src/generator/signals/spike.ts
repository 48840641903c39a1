import { defined } from "../../json/defined.ts";
import { checkParameter, checkPhase, checkPositiveInteger, refuse } from "../argument-checks.ts";
import { combineStates, readParameters } from "../parameters.ts";
import { phaseMs } from "../phase.ts";
import { present } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import type { Parameter, Phase, SpikeSignal } from "../signal.ts";

/** Options of {@link spike}. */
export interface SpikeOptions {
  readonly height: Parameter;
  /** Default 0. */
  readonly base?: Parameter;
  readonly when: { readonly everyMs: number } | { readonly at: readonly Phase[] };
  /** How long one lasts. Default: one step, so one scrape. */
  readonly forMs?: number;
}

const dayMs = 86_400_000;

/**
 * `base`, and `base + height` during a spike. `everyMs`: at each multiple after the anchor, not at the anchor itself.
 * `at`: a time of day recurs daily.
 *
 * @throws {RangeError} if a time is not positive, a spike is not shorter than `everyMs`, or `at` is empty.
 */
export function spike({ height, base = 0, when, forMs }: SpikeOptions): SpikeSignal {
  checkParameter("spike", "height", height);
  checkParameter("spike", "base", base);
  if (forMs !== undefined) checkPositiveInteger("spike", "forMs", forMs);
  if ("everyMs" in when) {
    checkPositiveInteger("spike", "when.everyMs", when.everyMs);
    if (forMs !== undefined && forMs >= when.everyMs)
      refuse("spike", "forMs", `shorter than when.everyMs (${when.everyMs})`, forMs);
  } else {
    if (when.at.length === 0) refuse("spike", "when.at", "at least one time", "an empty list");
    for (const [place, phase] of when.at.entries()) checkPhase("spike", `when.at[${place}]`, phase);
  }
  return { type: "spike", height, base, when, ...defined({ forMs }) };
}

export function compileSpike({ height, base, when, forMs }: SpikeSignal, context: CompileContext): Filler {
  const { stepMs, fromMs } = context;
  const lasts = forMs ?? stepMs;
  const parameters = readParameters(context, [base, height]);
  const [bases, heights] = parameters.blocks.map((block) => block.values) as [Float64Array, Float64Array];
  const starts =
    "everyMs" in when
      ? [{ firstMs: when.everyMs, everyMs: when.everyMs }]
      : when.at.map((phase) => ({
          firstMs: phaseMs(phase, fromMs),
          everyMs: "timeOfDayMs" in phase ? dayMs : Number.POSITIVE_INFINITY,
        }));
  const during = context.scratch(2).states;
  return {
    lengthMs: Number.POSITIVE_INFINITY,
    openStart: false,
    fill(out, at, index, count, startMs) {
      const complete = parameters.fill(index, count, startMs);
      during.fill(0, 0, count);
      for (const { firstMs, everyMs } of starts) mark(during, { firstMs, everyMs, lasts, stepMs, index, count });
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
