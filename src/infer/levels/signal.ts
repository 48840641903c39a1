/** The course of a value, or of a counter's rate, in the few forms that inference writes. */
export type InferredSignal =
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

/** Lowest, middle and highest value. */
export function levelsOf(signal: InferredSignal): {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
} {
  switch (signal.form) {
    case "constant":
      return { low: signal.value, middle: signal.value, high: signal.value };
    case "switch":
      return { low: signal.low, middle: signal.high, high: signal.high };
    case "uptime":
      return { low: signal.from, middle: signal.from, high: signal.from };
    default:
      return { low: signal.min, middle: (signal.min + signal.max) / 2, high: signal.max };
  }
}

/** Whether the signal cannot be moved to another level. */
export function isFixed(signal: InferredSignal): boolean {
  return signal.form === "switch" || signal.form === "uptime" || (signal.form === "constant" && signal.fixed === true);
}

/** The same course at another height; a fixed one stays as it is. */
export function scaleSignal(signal: InferredSignal, factor: number): InferredSignal {
  if (isFixed(signal)) return signal;
  if (signal.form === "constant") return { ...signal, value: round(signal.value * factor) };
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
  switch (signal.form) {
    case "constant":
      return number(signal.value);
    case "walk": {
      const span = signal.max - signal.min;
      return (
        `{walk: {start: ${number((signal.min + signal.max) / 2)}, step: ${number(span / 12)}, min: ` +
        `${number(signal.min)}, max: ${number(signal.max)}}}`
      );
    }
    case "rhythm":
      return (
        `{add: [{wave: {min: ${number(signal.min)}, max: ${number(signal.max)}, period: 24h, peak: "14:00"}}, ` +
        `{noise: {stddev: ${number(signal.min / 12)}}}]}`
      );
    case "wave":
      return `{wave: {min: ${number(signal.min)}, max: ${number(signal.max)}, period: 2h, peak: "${signal.peak}"}}`;
    case "uptime":
      return `{line: {from: ${number(signal.from)}, to: ${number(signal.from + 4 * 604_800)}, for: 4w}}`;
    case "switch":
      return `{square: {low: ${number(signal.low)}, high: ${number(signal.high)}, period: 40m, duty: 0.8, at: 10m}}`;
  }
}

function number(value: number): string {
  return String(round(value));
}
