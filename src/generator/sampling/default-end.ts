import type { End } from "../series.ts";
import type { Signal } from "../signal.ts";

/** The default continuation of a finite signal: its last value, or nothing after promtool's notation. */
export function defaultEnd(signal: Signal): End {
  return signal.type === "notation" ? "missing" : "last";
}
