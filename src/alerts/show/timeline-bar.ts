import { plainPainter, type TablePainter } from "../../present/format-table.ts";
import { grafanaState } from "../managed/state-names.ts";
import type { TestedAlert, TestedInterval } from "../result/rule-test.ts";

/** A sign for each state. */
const signs = { inactive: "·", pending: "▒", recovering: "▓", nodata: "?", error: "!", firing: "█" } as const;
/** From the gravest on. */
const grave = ["firing", "error", "nodata", "recovering", "pending"] as const;

/** The meaning of the signs that bars of these alerts have: `▒ pending  █ firing`. */
export function legendOf(
  alerts: readonly Pick<TestedAlert, "instances" | "grafanaState">[],
  paint: TablePainter = plainPainter,
): string {
  const intervals = alerts.flatMap(({ instances }) => instances.flatMap((one) => one.intervals));
  const isGrafana = alerts.length > 0 && alerts.every((one) => one.grafanaState !== undefined);
  const states = grave.filter(
    (state) => state === "pending" || state === "firing" || intervals.some((one) => one.state === state),
  );
  return states
    .reverse()
    .map((state) => `${paintOf(state, paint)(signs[state])} ${isGrafana ? grafanaState(state) : state}`)
    .join("  ");
}

function paintOf(state: keyof typeof signs, paint: TablePainter): (text: string) => string {
  if (state === "inactive") return paint.dim;
  return state === "firing" || state === "error" ? paint.red : paint.yellow;
}

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
    text += paintOf(run.state, paint)(plain);
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
    const place = (state: keyof typeof signs) => (state === "inactive" ? grave.length : grave.indexOf(state));
    if (place(interval.state) < place(found)) found = interval.state;
  }
  return found;
}
