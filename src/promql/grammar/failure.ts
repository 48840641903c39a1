/** Why a query cannot be used, and where in its text (offsets, `to` exclusive). */
export interface QueryFailure {
  readonly ok: false;
  readonly reason: string;
  readonly from: number;
  readonly to: number;
}

/** Creates a {@link QueryFailure}. */
export function failure(reason: string, from: number, to: number): QueryFailure {
  return { ok: false, reason, from, to: Math.max(from, to) };
}
