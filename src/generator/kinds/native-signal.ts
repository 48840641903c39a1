import { childrenOf } from "../check-signal.ts";
import { parseNotation } from "../notation/parse-notation.ts";
import type { Signal } from "../signal.ts";

/** True if a signal writes native histograms: there is `{{schema:…}}` in its notation. */
export function isNative(signal: Signal): boolean {
  return signal.type === "notation" ? parseNotation(signal.text).native : childrenOf(signal).some(isNative);
}

/**
 * Checks that a signal with native histograms has nothing else: lists, loops and limits of them, and gaps.
 *
 * @throws {RangeError} that names the signal that does not go with them.
 */
export function checkNative(signal: Signal): void {
  switch (signal.type) {
    case "notation":
      if (
        !parseNotation(signal.text).native &&
        parseNotation(signal.text).items.some(({ type }) => type === "numbers")
      ) {
        throw new RangeError("native histograms: a series holds either histograms or numbers, got both");
      }
      return;
    case "gap":
      return;
    case "sequence":
    case "loop":
    case "limit":
      for (const child of childrenOf(signal)) checkNative(child);
      return;
    default:
      throw new RangeError(
        `native histograms: they go into lists, loop, limit and beside gap only, got ${signal.type}`,
      );
  }
}
