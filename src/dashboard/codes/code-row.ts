/** A code of findings in words, for `docs/findings.md`. */
export interface CodeRow {
  /** One line: what is the case. Ends with a full stop. */
  readonly meaning: string;
  /** One line: what to change. Ends with a full stop. */
  readonly mend: string;
}
