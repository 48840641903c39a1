/** A distribution whose parameters are known: where observations lie at one instant. */
export interface Shape {
  readonly mean: number;
  /** Share of observations at or below `x`; within 1e-12. */
  cdf(x: number): number;
  /** Share of observations below `x`; differs from {@link cdf} only where single values have a weight. */
  below(x: number): number;
  /**
   * The value that the share `q` of the observations does not exceed. Infinite at 0 and 1 where the distribution has no
   * end.
   */
  quantile(q: number): number;
}
