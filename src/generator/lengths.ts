import { parseNotation } from "./notation/parse-notation.ts";
import type { Length, Signal } from "./signal.ts";

/** Milliseconds of a length. */
export function lengthMs(length: Length, stepMs: number): number {
  return "forMs" in length ? length.forMs : length.samples * stepMs;
}

/** Milliseconds that a signal occupies on a grid of `stepMs`; infinite if it is endless. */
export function signalLengthMs(signal: Signal, stepMs: number): number {
  switch (signal.type) {
    case "line":
    case "gap":
      return lengthMs(signal.length, stepMs);
    case "values":
      return signal.values.length * stepMs;
    case "notation":
      return parseNotation(signal.text).count * stepMs;
    case "limit":
      return Math.min(lengthMs(signal.length, stepMs), signalLengthMs(signal.of, stepMs));
    case "sequence":
      return signal.parts.reduce((sum, part) => sum + signalLengthMs(part, stepMs), 0);
    case "loop":
      return signal.times === undefined ? Number.POSITIVE_INFINITY : signal.times * signalLengthMs(signal.of, stepMs);
    case "add":
    case "sub":
    case "mul":
    case "div":
      return signal.operands.reduce(
        (least, operand) => Math.min(least, signalLengthMs(operand, stepMs)),
        Number.POSITIVE_INFINITY,
      );
    case "clamp":
      return signalLengthMs(signal.of, stepMs);
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/**
 * Scrapes that a signal beginning on the grid occupies; undefined if it is endless. A time that is no multiple of the
 * step counts up: 20 s at a step of 15 s hold two scrapes. The closing instant of a line (`bounds: "[]"`) is not part
 * of it.
 *
 * @param stepMs - milliseconds between two scrapes, a whole number of at least 1.
 */
export function signalLength(signal: Signal, stepMs: number): number | undefined {
  const ms = signalLengthMs(signal, stepMs);
  return ms === Number.POSITIVE_INFINITY ? undefined : Math.ceil(ms / stepMs);
}

/** True if a signal goes on for ever. */
export function isEndless(signal: Signal): boolean {
  return signalLengthMs(signal, 1) === Number.POSITIVE_INFINITY;
}
