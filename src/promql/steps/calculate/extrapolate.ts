/** A sample of a window. */
export interface Sample {
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly value: number;
}

/** A counter that began anew between two samples. */
export interface CounterReset {
  /** Of the first sample after it. */
  readonly timeMs: number;
  readonly before: number;
  readonly after: number;
}

/** Why an extrapolation ends where it does. */
export type ExtrapolationEnd =
  /** The sample is near the window's border: all the way to it. */
  | "border"
  /** It is not: the series is taken to begin or end half a distance between two samples away. */
  | "half"
  /** Going further would make a counter negative. */
  | "zero";

/** How `rate`, `increase` and `delta` come to their number. */
export interface Extrapolation {
  /** The window `[fromMs, toMs]`. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Times of the first and the last sample: between them it is measured. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** The change from the first sample to the last, what resets hid added again. */
  readonly measured: number;
  readonly resets: readonly CounterReset[];
  /** Milliseconds between two samples, on average. */
  readonly averageMs: number;
  /** Milliseconds from the window's beginning to the first sample, and from the last one to its end. */
  readonly toStartMs: number;
  readonly toEndMs: number;
  /** Milliseconds that are added before the first sample, and why no more. */
  readonly beforeMs: number;
  readonly beforeEnd: ExtrapolationEnd;
  /** The same after the last sample; never `zero`. */
  readonly afterMs: number;
  readonly afterEnd: ExtrapolationEnd;
  /** The change over measured and extrapolated time: what `increase` and `delta` give. */
  readonly change: number;
  /** The function's result: the change, of `rate` by second. */
  readonly value: number;
}

/** Options of {@link extrapolate}. */
export interface ExtrapolateOptions {
  readonly fromMs: number;
  readonly toMs: number;
  /** `rate` and `increase`; not `delta`. */
  readonly isCounter: boolean;
  /** `rate`: divided by the window's length. */
  readonly isRate: boolean;
  /**
   * Prometheus up to 2.52 looks at the counter's zero before it decides between border and half, later versions after
   * it.
   */
  readonly zeroFirst: boolean;
}

/**
 * Calculates as Prometheus' `extrapolatedRate` does, operation by operation.
 *
 * @returns undefined for fewer than two samples, of which there is no rate.
 * @see https://github.com/prometheus/prometheus/blob/v2.42.0/promql/functions.go#L65
 */
export function extrapolate(samples: readonly Sample[], options: ExtrapolateOptions): Extrapolation | undefined {
  const { fromMs, toMs, isCounter, isRate, zeroFirst } = options;
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || samples.length < 2) return undefined;
  const resets = isCounter ? resetsOf(samples) : [];
  const measured = resets.reduce((sum, { before }) => sum + before, last.value - first.value);
  const seconds = (last.timeMs - first.timeMs) / 1000;
  const average = seconds / (samples.length - 1);
  const threshold = average * 1.1;
  const zero =
    isCounter && measured > 0 && first.value >= 0 ? seconds * (first.value / measured) : Number.POSITIVE_INFINITY;
  const toStart = (first.timeMs - fromMs) / 1000;
  const toEnd = (toMs - last.timeMs) / 1000;
  const before = zeroFirst ? cutThenHalve(toStart, zero) : halveThenCut(toStart, zero);
  const after = toEnd < threshold ? { seconds: toEnd, end: "border" as const } : half();
  const factor = (seconds + before.seconds + after.seconds) / seconds;
  return {
    fromMs,
    toMs,
    firstMs: first.timeMs,
    lastMs: last.timeMs,
    measured,
    resets,
    averageMs: average * 1000,
    toStartMs: first.timeMs - fromMs,
    toEndMs: toMs - last.timeMs,
    beforeMs: before.seconds * 1000,
    beforeEnd: before.end,
    afterMs: after.seconds * 1000,
    afterEnd: after.end,
    change: measured * factor,
    value: measured * (isRate ? factor / ((toMs - fromMs) / 1000) : factor),
  };

  function half(): { seconds: number; end: ExtrapolationEnd } {
    return { seconds: average / 2, end: "half" };
  }

  function cutThenHalve(distance: number, limit: number): { seconds: number; end: ExtrapolationEnd } {
    const [nearest, end] = limit < distance ? ([limit, "zero"] as const) : ([distance, "border"] as const);
    return nearest < threshold ? { seconds: nearest, end } : half();
  }

  function halveThenCut(distance: number, limit: number): { seconds: number; end: ExtrapolationEnd } {
    const usual = distance < threshold ? { seconds: distance, end: "border" as const } : half();
    return limit < usual.seconds ? { seconds: limit, end: "zero" } : usual;
  }
}

/** Where a counter went down. */
export function resetsOf(samples: readonly Sample[]): CounterReset[] {
  const resets: CounterReset[] = [];
  for (const [index, { timeMs, value }] of samples.entries()) {
    const before = samples[index - 1]?.value;
    if (before !== undefined && value < before) resets.push({ timeMs, before, after: value });
  }
  return resets;
}
