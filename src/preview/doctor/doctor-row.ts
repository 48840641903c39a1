/**
 * The result of one examination. Rows report successes too. `fail` stops `up`; `warn` does not. `unchecked` could not
 * be examined, for a reason that the row of another check tells.
 */
export interface DoctorRow {
  readonly state: "ok" | "warn" | "fail" | "unchecked";
  /** Two words at most, such as `data source`. */
  readonly subject: string;
  readonly text: string;
  /** How to mend it. */
  readonly advice?: string;
  /** The command that mends it, for a shell. */
  readonly fix?: string;
}
