import type { AdHocFilter } from "../../dashboard/view/ad-hoc-filters.ts";
import type { VariableOption, VariableValue } from "../../promql/variables/variable-value.ts";

/** A variable with the value that Grafana would start with. */
export interface ResolvedVariable {
  readonly name: string;
  readonly type: string;
  /** The value that queries get: all options for "All" without a value of its own. */
  readonly value: VariableValue;
  readonly text: VariableValue;
  /** "All" is chosen. */
  readonly all: boolean;
  /** "All" stands for this text, which goes into queries as it is. */
  readonly allValue?: string;
  readonly multi: boolean;
  readonly includeAll: boolean;
  readonly options: readonly VariableOption[];
  readonly filters: readonly AdHocFilter[];
  /**
   * `empty`: no options, so that nothing can be chosen; `error`: could not be resolved; `skipped`: not asked, the saved
   * value is taken; `unchecked`: a server did not answer as it should, the saved value is taken.
   */
  readonly state: "ok" | "empty" | "error" | "skipped" | "unchecked";
  /** Why it is not `ok`. */
  readonly reason?: string;
}

/** The value that stands for all options. */
export const allValueId = "$__all";
