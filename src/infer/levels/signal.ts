import type { SignalSpec } from "../../data-spec/generated/data-spec.ts";
import { writeFlow } from "../write/flow.ts";

/** The course of a value, or of a counter's rate. */
export type InferredSignal =
  /** `fixed`: the value means something, as a state does; another one would not do as well. */
  | { readonly form: "constant"; readonly value: number; readonly fixed?: true }
  /** Any signal of a data spec, times a factor. It may use causes; `fixed`: the factor stays as it is. */
  | { readonly form: "course"; readonly signal: SignalSpec; readonly factor: number; readonly fixed?: true };

/** Whether the signal cannot be moved to another level. */
export function isFixed(signal: InferredSignal): boolean {
  return signal.fixed === true;
}

/** A walk between two values. */
export function walkBetween({ min, max }: { readonly min: number; readonly max: number }): InferredSignal {
  const [middle, spread] = [(min + max) / 2, (max - min) / 2];
  if (spread === 0) return { form: "constant", value: min };
  if (middle === 0) return { form: "course", signal: walk(0, spread), factor: 1 };
  return { form: "course", signal: walk(1, Math.abs(spread / middle)), factor: round(middle) };
}

/** One state, and another for eight minutes now and then. */
export function switchBetween({ low, high }: { readonly low: number; readonly high: number }): InferredSignal {
  const signal = { square: { low, high, period: "40m", duty: 0.8, at: "10m" } };
  return { form: "course", signal, factor: 1, fixed: true };
}

function walk(start: number, spread: number): SignalSpec {
  return { walk: { start, step: round(spread / 8), min: short(start - spread), max: short(start + spread) } };
}

/** The same course at another height; a fixed one stays as it is. */
export function scaleSignal(signal: InferredSignal, factor: number): InferredSignal {
  if (isFixed(signal)) return signal;
  if (signal.form === "constant") return { ...signal, value: round(signal.value * factor) };
  return { ...signal, factor: round(signal.factor * factor) };
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
  return signal.form === "constant" ? round(signal.value) : times(signal.factor, signal.signal);
}

/** A signal times a number. Numbers that it is multiplied by already are taken together; whole numbers stay whole. */
export function times(factor: number, signal: SignalSpec): SignalSpec {
  if (factor === 1) return signal;
  if (typeof signal === "number") return short(signal * factor);
  if (typeof signal === "object" && "round" in signal && signal.round !== undefined)
    return { round: { ...signal.round, of: times(factor, signal.round.of) } };
  const product = typeof signal === "object" && "mul" in signal ? signal.mul : undefined;
  const [first, ...rest] = product ?? [];
  if (product === undefined || typeof first !== "number") return { mul: [round(factor), ...(product ?? [signal])] };
  const own = short(first * factor);
  return own === 1 && rest.length === 1 ? rest[0]! : { mul: [own, ...rest] };
}

/** Six significant digits. */
function short(value: number): number {
  return Number(value.toPrecision(6));
}
