import { childrenOf } from "../check-signal.ts";
import { parseNotation } from "../notation/parse-notation.ts";
import type { Signal } from "../signal.ts";
import { rowOf } from "../signal-table.ts";

/** True if a signal writes native histograms: its notation, or that of a signal inside it, has `{{schema:…}}`. */
export function isNative(signal: Signal): boolean {
  return signal.type === "notation" ? parseNotation(signal.text).native : childrenOf(signal).some(isNative);
}

/**
 * Checks that a signal with native histograms has nothing else: lists, loops and limits of them, and gaps.
 *
 * @throws {RangeError} that names the signal that does not go with them.
 */
export function checkNative(signal: Signal): void {
  const { nativeHistograms } = rowOf(signal);
  if (nativeHistograms === "refused")
    throw new RangeError(`native histograms: they go into lists, loop, limit and beside gap only, got ${signal.type}`);
  if (nativeHistograms === "parts") for (const child of childrenOf(signal)) checkNative(child);
  if (signal.type === "notation" && parseNotation(signal.text).items.some(({ type }) => type === "numbers"))
    throw new RangeError("native histograms: a series holds either histograms or numbers, got both");
}
