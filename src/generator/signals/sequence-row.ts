import { refuse } from "../argument-checks.ts";
import { fillBefore } from "../sampling/before-start.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import { firstEndAfter } from "../sampling/first-end-after.ts";
import type { Signal } from "../signal.ts";
import type { SignalRow } from "../signal-row.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly sequence: SequenceSignal;
  }
}

/** Signals one after the other. */
export interface SequenceSignal {
  readonly type: "sequence";
  readonly parts: readonly Signal[];
}

/** Builds a sequence. `isEndless` is a parameter because it looks into the table that this row is part of. */
export function buildSequence(parts: readonly Signal[], isEndless: (signal: Signal) => boolean): SequenceSignal {
  if (parts.length === 0) refuse("sequence", "parts", "at least one signal", "an empty list");
  const endless = parts.findIndex(isEndless);
  if (endless !== -1 && endless < parts.length - 1) {
    refuse(
      "sequence",
      `parts[${endless}]`,
      "finite, because another part follows (limit makes it so)",
      `an endless ${parts[endless]!.type}`,
    );
  }
  return { type: "sequence", parts };
}

function compileSequence({ parts }: SequenceSignal, context: CompileContext): Filler {
  const { stepMs } = context;
  const ends: number[] = [];
  const fillers = parts.map((part, place) => {
    const beginMs = ends.at(-1) ?? 0;
    const filler = context.child(part, place, 0, beginMs);
    ends.push(beginMs + filler.lengthMs);
    return filler;
  });
  const last = fillers.length - 1;
  const beginOf = (part: number) => (part === 0 ? 0 : ends[part - 1]!);
  const lastFiller = fillers[last]!;
  const { tail } = lastFiller;
  return {
    lengthMs: ends[last]!,
    openStart: fillers[0]!.openStart,
    fill(out, at, index, count, startMs) {
      let complete = true;
      let done = 0;
      for (let part = firstEndAfter(ends, index * stepMs - startMs); done < count; part++) {
        const filler = fillers[part]!;
        const end = part === last ? count : Math.min(count, firstIndexAt(startMs + ends[part]!, stepMs) - index);
        if (end <= done) continue;
        const partStartMs = startMs + beginOf(part);
        let whole = filler.fill(out, at + done, index + done, end - done, partStartMs);
        const before =
          part > 0 && filler.openStart && (index + done) * stepMs === partStartMs ? fillers[part - 1] : undefined;
        if (before?.tail !== undefined) {
          before.tail(out, at + done, index + done, partStartMs - before.lengthMs);
          whole = false;
        }
        complete &&= whole;
        done = end;
      }
      return complete;
    },
    before: (out, at, index, count, startMs) => fillBefore(fillers[0]!, out, at, index, count, startMs),
    tail: tail && ((out, at, index, startMs) => tail(out, at, index, startMs + beginOf(last))),
  };
}

/** The row of `sequence`; a data spec writes the list alone. */
export const sequenceRow = {
  children: ({ parts }) => parts,
  build: ({ parts }, isEndless) => buildSequence(parts, isEndless),
  compile: compileSequence,
  describe: ({ parts }) => ({ line: "one after the other", parts }),
  lengthMs: ({ parts }, place, lengthOf) =>
    parts.reduce((sum, part) => sum + lengthOf(part, { ...place, startMs: place.startMs + sum }), 0),
  *certainValues({ parts }, { valuesOf }) {
    for (const part of parts) yield* valuesOf(part);
  },
  nativeHistograms: "parts",
  read: undefined,
} as const satisfies SignalRow<SequenceSignal>;
