import type { QuerySeries } from "../templating/backend.ts";
import type { QueryResult } from "./result.ts";

/** A query's result with what it answered, which is kept only until its panel is judged. */
export interface Answered {
  readonly result: QueryResult;
  /** Empty for a query that was not run, or without an answer. */
  readonly series: readonly QuerySeries[];
  /** Set if only a few of the instants that Grafana asks for were looked at. */
  readonly few?: true;
}
