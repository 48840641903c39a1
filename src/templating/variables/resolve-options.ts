import type { VariableQuery } from "../../promql/variables/variable-query.ts";
import type { QueryBackend } from "../backend.ts";
import type { TimeRange } from "../query-timing.ts";
import type { RegexTime } from "../regex-time.ts";

/** A data source that a `datasource` variable can choose. */
export interface DataSourceChoice {
  readonly uid: string;
  readonly name: string;
  /** The plugin's id. */
  readonly type: string;
  readonly isDefault?: boolean;
}

/** The input for resolving variables. */
export interface ResolveOptions {
  readonly backend: QueryBackend;
  readonly range: TimeRange;
  /** For `datasource` variables. Without, their saved value is taken. */
  readonly dataSources?: readonly DataSourceChoice[] | undefined;
  readonly scrapeIntervalMs?: number | undefined;
  readonly dashboard?: { readonly title: string; readonly uid?: string } | undefined;
  /** Says why a variable's query has no answer, or nothing. */
  readonly explain?: ((query: VariableQuery) => Promise<string | undefined>) | undefined;
  /** Most variables that are resolved; the rest is `skipped`. Default 1,000. */
  readonly maxVariables?: number | undefined;
  /** Time for regular expressions, shared by all dashboards of a run. Default: time of its own. */
  readonly regexTime?: RegexTime | undefined;
  readonly signal?: AbortSignal | undefined;
}
