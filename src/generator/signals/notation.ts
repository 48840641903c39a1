import { parseNotation } from "../notation/parse-notation.ts";
import { runValues } from "../notation/run-values.ts";
import { holdFirst } from "../sampling/before-start.ts";
import { missing, present, stale } from "../sampling/block.ts";
import { type CompileContext, type Filler, firstIndexAt } from "../sampling/filler.ts";
import { firstEndAfter } from "../sampling/first-end-after.ts";
import type { SignalRow } from "../signal-row.ts";

declare module "../signal.ts" {
  interface SignalTypes {
    readonly notation: NotationSignal;
  }
}

/** promtool's series notation. */
export interface NotationSignal {
  readonly type: "notation";
  /** The notation as written. */
  readonly text: string;
}

/** Characters of a text that a description shows. */
const maxDescribed = 100;

/**
 * promtool's series notation: `1+2x3`, `5x20`, `_x4`, `stale`, `{{schema:3 …}}x5`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 * @throws {RangeError} that names the item that cannot be read, and its column.
 */
export function notation(text: string): NotationSignal {
  parseNotation(text);
  return { type: "notation", text };
}

function compileNotation({ text }: NotationSignal, { stepMs }: CompileContext): Filler {
  const { items, count: total } = parseNotation(text);
  const ends: number[] = [];
  for (const item of items) ends.push((ends.at(-1) ?? 0) + item.count);
  const runs = items.map((item) => (item.type === "numbers" ? runValues(item) : undefined));
  const fill: Filler["fill"] = (out, at, index, count, startMs) => {
    const first = index - firstIndexAt(startMs, stepMs);
    let complete = true;
    let part = firstEndAfter(ends, first);
    for (let done = 0; done < count; part++) {
      const item = items[part]!;
      const from = first + done - (ends[part]! - item.count);
      const length = Math.min(count - done, ends[part]! - first - done);
      const place = at + done;
      if (item.type === "numbers") runs[part]!(out.values, place, from, length);
      else if (item.type === "histograms") {
        for (let one = 0; one < length; one++) if (out.histograms) out.histograms[place + one] = item.at(from + one);
      } else complete = false;
      const state = item.type === "missing" ? missing : item.type === "stale" ? stale : present;
      out.states.fill(state, place, place + length);
      done += length;
    }
    return complete;
  };
  return { lengthMs: total * stepMs, openStart: false, fill, before: holdFirst(fill, stepMs) };
}

/** The row of {@link notation}; a data spec writes the text alone. */
export const notationRow = {
  children: () => [],
  build: ({ text }) => notation(text),
  compile: compileNotation,
  describe: ({ text }) => ({ line: `notation ${shorten(text)}` }),
  lengthMs: ({ text }, { stepMs }) => parseNotation(text).count * stepMs,
  *certainValues({ text }) {
    for (const item of parseNotation(text).items)
      if (item.type === "numbers") yield* [item.start, item.start + item.delta * (item.count - 1)];
  },
  nativeHistograms: "allowed",
  read: undefined,
} as const satisfies SignalRow<NotationSignal>;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > maxDescribed ? `${line.slice(0, maxDescribed)}…` : line;
}
