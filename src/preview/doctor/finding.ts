/** One thing that was looked at. `fail` stops `up`; `warn` does not. */
export interface Finding {
  readonly state: "ok" | "warn" | "fail";
  readonly subject: string;
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}
