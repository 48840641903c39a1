import { brokenCodes, hintCodes } from "./broken-codes.ts";
import type { CodeRow } from "./code-row.ts";
import { emptyCodes } from "./empty-codes.ts";
import { errorCodes } from "./error-codes.ts";
import { skippedCodes, uncheckedCodes } from "./other-codes.ts";

/** The codes of each state, worst first. */
const codesByState = {
  error: errorCodes,
  broken: brokenCodes,
  empty: emptyCodes,
  hint: hintCodes,
  unchecked: uncheckedCodes,
  skipped: skippedCodes,
} as const;

/**
 * The state of a finding. `error`: it fails; `broken`: the dashboard itself is wrong, whatever the data; `empty`: no
 * data; `hint`: it may be wrong, or the data is the reason, so it never fails a run; `unchecked`: a server did not
 * answer; `skipped`: not run, or left out of the preview.
 */
export type FindingState = keyof typeof codesByState;

/** A code of the state `broken`. */
export type BrokenCode = keyof typeof brokenCodes;

/** A code of the state `hint`. */
export type HintCode = keyof typeof hintCodes;

/** Every code that a finding, query or panel can have. */
export type FindingCode =
  | BrokenCode
  | HintCode
  | keyof typeof emptyCodes
  | keyof typeof errorCodes
  | keyof typeof uncheckedCodes
  | keyof typeof skippedCodes;

/** A row of {@link findingCodes}. */
export interface FindingCodeRow extends CodeRow {
  readonly code: FindingCode;
  readonly state: FindingState;
}

/** All codes, by state, worst first. `docs/findings.md` is made of them, and `schema/result.schema.json` lists them. */
export const findingCodes: readonly FindingCodeRow[] = Object.entries(codesByState).flatMap(([state, rows]) =>
  Object.entries(rows).map(([code, row]) => ({ code: code as FindingCode, state: state as FindingState, ...row })),
);
