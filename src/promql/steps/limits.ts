/** How much an explanation may ask and show. */
export interface StepLimits {
  /** Parts of the expression that are explained; further ones get no result. */
  readonly steps: number;
  /** Series of a result, and rows of an explanation. */
  readonly series: number;
  /** Samples of a series. */
  readonly points: number;
  /** Questions that are open at once. */
  readonly questions: number;
}

/** As much as a person can look at. */
export const usualLimits: StepLimits = { steps: 60, series: 100, points: 1500, questions: 4 };
