import { plainPainter, type TablePainter } from "../../present/format-table.ts";
import type { TestedInterval } from "../result/rule-test.ts";

/** A sign for each state: nothing, pending, firing. */
const signs = { inactive: "·", pending: "▒", firing: "█" } as const;

/**
 * The states of an alert over a window, `width` signs long. A sign shows the gravest state within its time, so that a
 * short one is seen.
 */
export function timelineBar(
  intervals: readonly TestedInterval[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  { width, paint = plainPainter }: { readonly width: number; readonly paint?: TablePainter },
): string {
  const each = Math.max(1, toMs - fromMs) / width;
  let text = "";
  let run: { state: keyof typeof signs; length: number } = { state: "inactive", length: 0 };
  const flush = () => {
    const plain = signs[run.state].repeat(run.length);
    text +=
      run.state === "firing" ? paint.red(plain) : run.state === "pending" ? paint.yellow(plain) : paint.dim(plain);
  };
  for (let place = 0; place < width; place++) {
    const state = stateIn(intervals, fromMs + place * each, fromMs + (place + 1) * each);
    if (state !== run.state) {
      flush();
      run = { state, length: 0 };
    }
    run.length++;
  }
  flush();
  return text;
}

function stateIn(intervals: readonly TestedInterval[], fromMs: number, toMs: number): keyof typeof signs {
  let found: keyof typeof signs = "inactive";
  for (const interval of intervals) {
    const until = interval.untilMs ?? Number.POSITIVE_INFINITY;
    if (interval.fromMs >= toMs || until <= fromMs) continue;
    if (interval.state === "firing") return "firing";
    found = "pending";
  }
  return found;
}
