/** Where samples lie: at `fromMs + k·stepMs`, k = 0 … count−1. The window is `[fromMs, fromMs + count·stepMs)`. */
export interface Grid {
  /** Unix milliseconds of the first sample. */
  readonly fromMs: number;
  /** Milliseconds between two samples, a whole number of at least 1. */
  readonly stepMs: number;
  /** Samples of a series in the window, at least 1. */
  readonly count: number;
  /**
   * How many of the samples lie before the anchor, which the parts of a signal count from: they are there for queries
   * that look back. A whole number below `count`. Default 0.
   */
  readonly leadIn?: number;
}

/** The anchor in Unix milliseconds: the first sample after the lead-in. */
export function anchorMs(grid: Omit<Grid, "count">): number {
  return grid.fromMs + leadInMs(grid);
}

/** How long before the anchor the window begins, in milliseconds. */
export function leadInMs({ stepMs, leadIn = 0 }: Pick<Grid, "stepMs" | "leadIn">): number {
  return leadIn * stepMs;
}

/** The end of the window, exclusive, in Unix milliseconds. */
export function gridEndMs({ fromMs, stepMs, count }: Grid): number {
  return fromMs + count * stepMs;
}
