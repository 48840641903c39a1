import type { CopyValues } from "../dashboard/finding.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import type { CheckInput } from "./check-input.ts";
import type { CheckFinding } from "./result.ts";
import type { Guard } from "./run/guarded-backend.ts";
import type { QueryRunner } from "./run/query-runner.ts";

/** One check under way: its input, and what its queries share. */
export interface CheckRun extends CheckInput {
  /** Takes isolation out of a query, or a part of one, for showing it. */
  readonly withoutIsolation: (text: string) => string;
  readonly runner: QueryRunner;
  readonly reviewerGuard: Guard;
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  /** Of a repeated panel: the copy that is looked at. */
  readonly copy?: CopyValues;
  /** Everything that is wrong with the dashboard as it is written. */
  readonly written: readonly CheckFinding[];
  /** Queries that may still be explained, and questions that each may ask. */
  readonly budget: { explained: number; readonly maxAsks: number };
}
