/** The result of one examination. Rows report successes too. `fail` stops `up`; `warn` does not. */
export interface DoctorRow {
  readonly state: "ok" | "warn" | "fail";
  /** Two words at most, such as `data source`. */
  readonly subject: string;
  readonly text: string;
  /** How to mend it. */
  readonly advice?: string;
  /** The command that mends it, for a shell. */
  readonly fix?: string;
}
