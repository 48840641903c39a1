import { SpecError } from "../../errors.ts";

/** The message of the `SpecError` that a function throws; `no error` if it throws none. */
export function specErrorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.message;
  }
  return "no error";
}
