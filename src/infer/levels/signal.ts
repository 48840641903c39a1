import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { writeFlow } from "../write/flow.ts";

/** The course of a value, or of a counter's rate. */
export type InferredSignal =
  /** Any signal of a data spec, times a factor. It may use causes; `fixed`: the factor stays as it is. */
  | { readonly form: "course"; readonly signal: SignalSpec; readonly factor: number; readonly fixed?: true }
  /** `fixed`: the value means something, as a state does; another one would not do as well. */
  | { readonly form: "constant"; readonly value: number; readonly fixed?: true }
  /** Grows by one every second: an uptime. */
  | { readonly form: "uptime"; readonly from: number }
  /** Wanders between two values. */
  | { readonly form: "walk"; readonly min: number; readonly max: number }
  /** A day's rhythm with some noise: events per second. */
  | { readonly form: "rhythm"; readonly min: number; readonly max: number }
  /** Up and down; two of these with opposite peaks add up to a constant. */
  | { readonly form: "wave"; readonly min: number; readonly max: number; readonly peak: "00:00" | "01:00" }
  /** 0 and 1 by turns, for states. */
  | { readonly form: "switch"; readonly low: number; readonly high: number };

/** Whether the signal cannot be moved to another level. */
export function isFixed(signal: InferredSignal): boolean {
  return signal.form === "switch" || signal.form === "uptime" || ("fixed" in signal && signal.fixed === true);
}

/** The same course at another height; a fixed one stays as it is. */
export function scaleSignal(signal: InferredSignal, factor: number): InferredSignal {
  if (isFixed(signal)) return signal;
  if (signal.form === "constant") return { ...signal, value: round(signal.value * factor) };
  if (signal.form === "course") return { ...signal, factor: round(signal.factor * factor) };
  if (signal.form === "switch" || signal.form === "uptime") return signal;
  return { ...signal, min: round(signal.min * factor), max: round(signal.max * factor) };
}

/** Three significant digits: short to read. */
export function round(value: number): number {
  return value === 0 || !Number.isFinite(value)
    ? 0
    : Number(value.toPrecision(Math.abs(value) >= 1e9 && Number.isInteger(value) ? 10 : 3));
}

/** The signal as YAML in one line. */
export function writeSignal(signal: InferredSignal): string {
  return writeFlow(specOf(signal));
}

/** The signal as a data spec has it. */
export function specOf(signal: InferredSignal): SignalSpec {
  switch (signal.form) {
    case "course":
      return times(signal.factor, signal.signal);
    case "constant":
      return round(signal.value);
    case "walk": {
      const [min, max] = [round(signal.min), round(signal.max)];
      return { walk: { start: round((min + max) / 2), step: round((signal.max - signal.min) / 12), min, max } };
    }
    case "rhythm":
      return {
        add: [
          { wave: { min: round(signal.min), max: round(signal.max), period: "24h", peak: "14:00" } },
          { noise: { stddev: round(signal.min / 12) } },
        ],
      };
    case "wave":
      return { wave: { min: round(signal.min), max: round(signal.max), period: "2h", peak: signal.peak } };
    case "uptime":
      return { line: { from: round(signal.from), to: round(signal.from + 4 * 604_800), for: "4w" } };
    case "switch":
      return { square: { low: round(signal.low), high: round(signal.high), period: "40m", duty: 0.8, at: "10m" } };
  }
}

/** A signal times a number; numbers that it is multiplied by already are taken together. */
function times(factor: number, signal: SignalSpec): SignalSpec {
  if (factor === 1) return signal;
  if (typeof signal === "number") return short(signal * factor);
  const product = typeof signal === "object" && "mul" in signal ? signal.mul : undefined;
  const [first, ...rest] = product ?? [];
  if (typeof first !== "number") return { mul: [round(factor), signal] };
  const own = short(first * factor);
  return own === 1 && rest.length === 1 ? rest[0]! : { mul: [own, ...rest] };
}

/** Six significant digits. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
