/** A series of a real system: its values on a grid. */
export interface RecordedSeries {
  /** Undefined for the result of an expression. */
  readonly name: string | undefined;
  /** Without `__name__`. */
  readonly labels: ReadonlyMap<string, string>;
  /** One for each step; null where nothing was recorded. */
  readonly values: readonly (number | null)[];
}

/** Series on one grid. */
export interface RecordedData {
  readonly stepMs: number;
  readonly series: readonly RecordedSeries[];
  readonly warnings: readonly string[];
}

/** Values of one series at most; Prometheus answers as many to a question. */
export const maxPoints = 11_000;
/** Series of one import. */
export const maxRecordedSeries = 5000;
