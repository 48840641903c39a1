import type { End } from "../series.ts";
import type { Signal } from "../signal.ts";

/** What follows a finite signal that says nothing about it: its last value, after promtool's notation nothing. */
export function defaultEnd(signal: Signal): End {
  return signal.type === "notation" ? "missing" : "last";
}
