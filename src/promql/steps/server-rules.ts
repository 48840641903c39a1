/** Differences between versions of Prometheus. */
export interface ServerRules {
  /** A sample exactly at the beginning of a window belongs to it: up to Prometheus 2. */
  readonly fromBelongs: boolean;
  /** See `ExtrapolateOptions.zeroFirst`; undefined: some version between, which its numbers tell. */
  readonly zeroFirst: boolean | undefined;
  /** Quantiles in exponential buckets are interpolated exponentially: since Prometheus 3. */
  readonly exponential: boolean;
  /** How far back an instant selector looks. */
  readonly lookbackMs: number;
  /** The step of a subquery that names none: the server's evaluation interval. */
  readonly subqueryStepMs: number;
}

/** The rules of a version such as `2.42.0+ds`; without one those of Prometheus 2. */
export function serverRules(version: string | undefined): ServerRules {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version ?? "") ?? [];
  const isThree = Number(major ?? 2) >= 3;
  return {
    fromBelongs: !isThree,
    zeroFirst: isThree ? false : minor !== undefined && Number(minor) <= 50 ? true : undefined,
    exponential: isThree,
    lookbackMs: 300_000,
    subqueryStepMs: 60_000,
  };
}
