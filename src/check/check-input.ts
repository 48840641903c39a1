import type { SourceDashboard } from "../dashboard/read/source.ts";
import type { SavedFilter } from "../dashboard/view/ad-hoc-filters.ts";
import type { DashboardVariable } from "../dashboard/view/variables.ts";
import type { ServerVersion } from "../prometheus/query/server-version.ts";
import type { IsolationLabel } from "../promql/isolation/label.ts";
import type { Slots } from "../system/bounded.ts";
import type { QueryBackend } from "../templating/backend.ts";
import type { TimeRange } from "../templating/query-timing.ts";
import type { RegexTime } from "../templating/regex-time.ts";
import type { DataSourceChoice } from "../templating/variables/resolve-options.ts";
import type { CheckSink } from "./check-sink.ts";
import type { SpecKnowledge } from "./explain/spec-knowledge.ts";
import type { ReviewerBackend } from "./run/ask-reviewer.ts";
import type { CheckPanel, CheckQuery } from "./run/check-query.ts";
import type { Resolution } from "./run/few-instants.ts";

/** Bounds of a check. */
export interface CheckLimits {
  /** Queries that are run; the rest is `skipped`. Default 10,000. */
  readonly maxQueries?: number;
  /** Copies of a repeated panel that are looked at; the rest is named. Default 20. */
  readonly maxCopies?: number;
  /** Questions that explaining one query without data may ask. Default 30. */
  readonly maxAsks?: number;
  /** Queries without data that are explained; the others are reported without a reason. Default 500. */
  readonly maxExplained?: number;
  /** Milliseconds for everything together; what is left then is `unchecked`. Default 600,000. */
  readonly totalMs?: number;
}

/** The input of `checkDashboard`. */
export interface CheckInput {
  readonly queries: readonly CheckQuery[];
  readonly variables: readonly DashboardVariable[];
  /** The dashboard as it is written, for findings about the dashboard itself. Default: none of those. */
  readonly source?: SourceDashboard | undefined;
  /** Filters of ad hoc variables that stand in the queries already. Default none. */
  readonly filters?: readonly SavedFilter[] | undefined;
  /** Queries of the source by those of its variables here, where they differ in more than isolation. */
  readonly originals?: ReadonlyMap<string, string> | undefined;
  /** All panels, for those without queries. Default: those that the queries name. */
  readonly panels?: readonly CheckPanel[] | undefined;
  readonly backend: QueryBackend;
  /**
   * A second server that panel queries are put to, such as the reviewer's Grafana: what fails there is an error though
   * Prometheus has data.
   */
  readonly reviewer?: ReviewerBackend | undefined;
  /** Finds out the server's version, for queries that it cannot read. Default: nobody knows it. */
  readonly server?: (() => Promise<ServerVersion | undefined>) | undefined;
  /** `[from, to)` of the series. */
  readonly window: TimeRange;
  readonly scrapeIntervalMs?: number | undefined;
  /** The series that the spec makes. Without it, no metric is reported as missing from the spec. */
  readonly spec?: SpecKnowledge | undefined;
  /**
   * Why a query may have no data though nothing is wrong, such as one of series that began just now: then it is
   * `skipped`. Gets the query as it is put to the server.
   */
  readonly excuse?: ((expr: string) => string | undefined) | undefined;
  readonly isolation?: IsolationLabel | undefined;
  readonly dataSources?: readonly DataSourceChoice[] | undefined;
  readonly dashboard?: { readonly title: string; readonly uid?: string } | undefined;
  /** Queries at once. Default 8. */
  readonly concurrency?: number | undefined;
  /** Lets a query wait for its turn, where several checks share one bound. Default: one of {@link concurrency}. */
  readonly slots?: Slots | undefined;
  readonly limits?: CheckLimits | undefined;
  /** Time for regular expressions, shared by all dashboards of a run. Default: time of its own. */
  readonly regexTime?: RegexTime | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets every answer. Default: an answer is dropped when its panel is judged. */
  readonly sink?: CheckSink | undefined;
  /**
   * `full`, the default: queries are evaluated at every instant that Grafana asks for, as is needed to draw them.
   * `decide`: at fewer of them where states and findings stay the same; counts of samples, and sometimes of series, and
   * summaries of values are then of these.
   */
  readonly resolution?: Resolution | undefined;
  /** Called after each query. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}
