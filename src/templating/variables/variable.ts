import type { VariableValue } from "../../promql/variables/format-value.ts";

export type { VariableValue };

/** One entry of a variable's drop-down list. */
export interface VariableOption {
  readonly text: string;
  readonly value: string;
}

/** One condition of an ad hoc variable: `=`, `!=`, `=~`, `!~`. */
export interface AdHocFilter {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/** A dashboard variable as far as resolving needs it, the same for every dashboard schema. */
export interface CheckVariable {
  readonly name: string;
  /**
   * `query`, `custom`, `interval`, `constant`, `textbox`, `datasource`, `adhoc`, `groupby`, `switch`; any other is
   * taken by its current value.
   */
  readonly type: string;
  /**
   * The query; of `custom` and `interval` the list; of `constant` and `textbox` the value; of `datasource` the plugin's
   * id.
   */
  readonly query: string;
  /** What findings show instead of `query`, where that was rewritten. */
  readonly originalQuery?: string | undefined;
  /** Of `query`: asked of Prometheus. Default true. */
  readonly prometheus?: boolean | undefined;
  readonly regex?: string | undefined;
  readonly regexAppliesTo?: "value" | "text" | undefined;
  /**
   * 0 none, 1 and 2 alphabetical, 3 and 4 numerical, 5 and 6 alphabetical without case, 7 and 8 natural; even ones
   * descend.
   */
  readonly sort?: number | undefined;
  readonly multi?: boolean | undefined;
  readonly includeAll?: boolean | undefined;
  readonly allValue?: string | undefined;
  /** What the dashboard was saved with. */
  readonly current?: { readonly value: VariableValue; readonly text: VariableValue } | undefined;
  /** Options that the dashboard was saved with. */
  readonly options?: readonly VariableOption[] | undefined;
  /** Of `interval`: an `auto` entry that shares the range out among `count` points, at least `minInterval`. */
  readonly auto?: { readonly count: number; readonly minInterval: string } | undefined;
  readonly filters?: readonly AdHocFilter[] | undefined;
}

/** A variable with the value that Grafana would start with. */
export interface ResolvedVariable {
  readonly name: string;
  readonly type: string;
  /** What queries get: all options for "All" without a value of its own. */
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
