/** One thing that setup did, or would do (`would-…`, in a dry run). `refused` and `failed` set exit code 3. */
export interface SetupRow {
  readonly state:
    | "there"
    | "made"
    | "changed"
    | "removed"
    | "absent"
    | "would-make"
    | "would-change"
    | "would-remove"
    | "ok"
    | "warn"
    | "refused"
    | "failed";
  /** `folder`, `rights`, `account`, `token`, `data source`, `reach`, `settings`. */
  readonly subject: string;
  readonly text: string;
  /** How to go on. */
  readonly advice?: string;
}
