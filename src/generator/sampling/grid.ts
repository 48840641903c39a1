/** Where samples lie: at `fromMs + k·stepMs`, k = 0 … count−1. The window is `[fromMs, fromMs + count·stepMs)`. */
export interface Grid {
  /** Unix milliseconds of the first sample; the anchor that the parts of a signal count from. */
  readonly fromMs: number;
  /** Milliseconds between two samples, a whole number of at least 1. */
  readonly stepMs: number;
  /** Samples of a series in the window, at least 1. */
  readonly count: number;
}

/** The end of the window, exclusive, in Unix milliseconds. */
export function gridEndMs({ fromMs, stepMs, count }: Grid): number {
  return fromMs + count * stepMs;
}
