/**
 * The document that a page shows: everything of a dashboard that was decided here, and the answers as they came. The
 * page decides only how things are drawn. Its JSON Schema is `schema/page-data.schema.json`. All times are Unix
 * milliseconds; variables are filled in wherever Grafana fills them in, except those of a field or value
 * (`${__field.name}`, `${__value.text}`), which the page knows.
 */
export interface PageData {
  readonly version: 1;
  /** Name and version of the program that wrote it. */
  readonly generator: string;
  /** Of the page. */
  readonly title: string;
  /** The dashboards come from people who are not trusted: links are shown as text. */
  readonly untrusted: boolean;
  /** Default: as the reader's system has it. */
  readonly theme?: "dark" | "light";
  /**
   * Of a page that is served while its dashboards are watched: the path of an event stream, which says `reload` when
   * there is a new page. The page in a file has none.
   */
  readonly events?: string;
  readonly dashboards: readonly PageDashboard[];
  /** With `--rules`: what the rules do on the data of the dashboards; one for each scenario. */
  readonly alerts?: readonly PageAlerts[];
}

/** A dashboard of a page. */
export interface PageDashboard {
  /** Where it was read: `dashboards/api.json`. */
  readonly source: string;
  readonly title: string;
  readonly description?: string;
  /** The scenario of the data specs that its data are of; the title ends with it. */
  readonly scenario?: string;
  readonly tags: readonly string[];
  readonly links: readonly PageLink[];
  /** `utc`, `browser` or a name of the IANA list. */
  readonly timeZone: string;
  readonly range: PageRange;
  /** Whether the crosshair, or the crosshair and the tooltip, are shared by all panels. */
  readonly sharedCursor: "off" | "crosshair" | "tooltip";
  /** Those that Grafana shows above the panels, in order; hidden ones are left out. */
  readonly variables: readonly PageVariable[];
  /** One for each choice of the variables that is in the page; the first is the one it opens with. */
  readonly views: readonly PageView[];
  /** About the dashboard or its variables, not about a panel. */
  readonly findings: readonly PageFinding[];
  /** With `--base`: what changed, panel by panel. */
  readonly comparison?: PageComparison;
}

/** `[fromMs, toMs)`. */
export interface PageRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A link of a dashboard or panel. */
export interface PageLink {
  readonly title: string;
  /** `http:` or `https:`; absent where the dashboard is not trusted or the address is of another kind. */
  readonly url?: string;
}

/** A variable as a chip above the panels. */
export interface PageVariable {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly multi: boolean;
  /** The choices that there are in the page, by the text that Grafana shows; every one has views. */
  readonly options: readonly string[];
  /** Options that the variable has in Grafana, in all. */
  readonly total: number;
  /** Why it has no values. */
  readonly problem?: string;
}

/** The dashboard with one choice of its variables. */
export interface PageView {
  /** The text of what is chosen, by the variable's name. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly layout: PageLayout;
  readonly panels: readonly PagePanel[];
  readonly annotations: readonly PageAnnotation[];
  /** Panels that may read the same series as an alert and have no strip of it, by its {@link PageAlertRule.key}. */
  readonly otherPanels?: Readonly<Record<string, number>>;
}

/** How panels are arranged. What conditions hide is left out; copies of repeats are in their places. */
export type PageLayout =
  | { readonly kind: "grid"; readonly items: readonly PageItem[] }
  | {
      readonly kind: "auto-grid";
      readonly maxColumns: number;
      /** Pixels. */
      readonly minColumnWidth: number;
      readonly rowHeight: number;
      readonly fillScreen: boolean;
      /** Indices in {@link PageView.panels}. */
      readonly panels: readonly number[];
    }
  | { readonly kind: "rows"; readonly rows: readonly PageRow[] }
  | { readonly kind: "tabs"; readonly tabs: readonly { readonly title: string; readonly layout: PageLayout }[] };

/** A row that can be folded; without a title it is no more than its content. */
export interface PageRow {
  readonly title?: string;
  readonly collapsed: boolean;
  readonly layout: PageLayout;
}

/**
 * A panel in a grid of 24 columns; `y` and `h` count units of 30 px and gaps of 8 px, `y` from the grid's top. Copies
 * of a repeated panel share a width evenly, so that `x` and `w` may be fractions.
 */
export interface PageItem {
  /** Index in {@link PageView.panels}. */
  readonly panel: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A panel, as Grafana of today would read it: types and settings of old versions are migrated. */
export interface PagePanel {
  /** The same for the same panel, and copy of it, in every view: for links and names of pictures. */
  readonly key: string;
  readonly id?: number;
  /** With variables filled in. */
  readonly title: string;
  readonly description?: string;
  readonly links: readonly PageLink[];
  /** `timeseries`, `stat`, …; of a panel that was migrated the type of today. */
  readonly type: string;
  /** As the dashboard names it, where that differs. */
  readonly writtenType?: string;
  readonly transparent: boolean;
  /** "Last 1 hour", "timeshift −1d": shown beside the title. */
  readonly timeInfo?: string;
  /** Where the panel's own settings move it. Default: the dashboard's. */
  readonly range?: PageRange;
  /** Of today's Grafana, with its defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly fieldConfig: PageFieldConfig;
  readonly transformations: readonly PageTransformation[];
  readonly targets: readonly PageTarget[];
  /** Indices of {@link PageView.annotations} are not filtered here: panels that leave them out say so. */
  readonly annotations: boolean;
  readonly state: "ok" | "empty" | "error" | "skipped" | "unchecked";
  readonly findings: readonly PageFinding[];
  /**
   * Alerts that may read the same series as its queries, by their {@link PageAlertRule.key}; 50 at most. An alert
   * stands at the 6 panels of a view that are most about what it reads.
   */
  readonly alerts?: readonly string[];
}

/**
 * Grafana's field settings with its defaults filled in. The first step of thresholds has the value null, which stands
 * for minus infinity. Links are as {@link PageLink}.
 */
export interface PageFieldConfig {
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly overrides: readonly unknown[];
}

/** A transformation as the dashboard has it, those that are off left out. */
export interface PageTransformation {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly filter?: unknown;
  readonly topic?: string;
}

/** A query of a panel, and its answer. */
export interface PageTarget {
  readonly refId: string;
  readonly hidden: boolean;
  /** The type of its data source. */
  readonly dataSource: string;
  readonly format: "time_series" | "table" | "heatmap";
  readonly instant: boolean;
  /** As the dashboard has it. */
  readonly expr: string;
  /** With variables filled in, without isolation. */
  readonly ranExpr?: string;
  /** As the server got it: with isolation. */
  readonly sentExpr?: string;
  readonly state: PagePanel["state"];
  readonly reason?: string;
  /** Series and samples of the answer. */
  readonly seriesCount: number;
  readonly sampleCount: number;
  /** Series that were left out of the page because there are too many. */
  readonly seriesLeftOut?: number;
  /** Instants of a range: `startMs + i * stepMs`. Absent for an instant query. */
  readonly instants?: { readonly startMs: number; readonly stepMs: number; readonly count: number };
  /** Of an instant query. */
  readonly timeMs?: number;
  readonly series: readonly PageSeries[];
  /** Where the query asks for them and there are some, oldest first; 500 at most. */
  readonly exemplars?: readonly PageExemplar[];
}

/** A single observation behind a query's series, and where it was traced. */
export interface PageExemplar {
  readonly timeMs: number;
  readonly value: number;
  /** Its own, such as `trace_id`, and those of its series without the label of isolation. */
  readonly labels: Readonly<Record<string, string>>;
}

/** A sample's value; JSON has no number for the last three. */
export type PageValue = number | "NaN" | "+Inf" | "-Inf";

/** One series of an answer. */
export interface PageSeries {
  /** With `__name__` where the answer has it; without the label of isolation. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * The legend format with labels filled in; without one, metric and labels. Empty where the legend is automatic:
   * Grafana then shows the labels that tell the series apart.
   */
  readonly name: string;
  /** One for each instant; null where there is no sample. */
  readonly values?: readonly (PageValue | null)[];
  /**
   * Of native histograms, one for each instant: `[lower, upper, count]` of each bucket that is not empty. A bucket
   * without a bound has the largest number that there is for it.
   */
  readonly histograms?: readonly (readonly (readonly [number, number, number])[] | null)[];
}

/** An annotation on the time axis. */
export interface PageAnnotation {
  readonly name: string;
  readonly color: string;
  readonly timeMs: number;
  /** Of a region. */
  readonly endMs?: number;
  readonly title?: string;
  readonly text?: string;
  readonly tags: readonly string[];
  /** Of alert states. */
  readonly state?: "pending" | "firing" | "resolved";
}

/** A finding of the check. */
export interface PageFinding {
  readonly severity: "error" | "warning" | "info";
  readonly code: string;
  readonly text: string;
  readonly refId?: string;
  readonly expr?: string;
}

/** Before and after. */
export interface PageComparison {
  /** As `--base` names it: `main`, `old.json`. */
  readonly base: string;
  /** The dashboard before the change; absent where it is new. Same data, same window. */
  readonly before?: Omit<PageDashboard, "comparison">;
  /** Changed ones first, then added, removed, unchanged. */
  readonly panels: readonly PagePanelChange[];
  /** Of settings of the dashboard as a whole. */
  readonly changes: readonly PageChange[];
}

/** The fate of one panel. */
export interface PagePanelChange {
  readonly kind: "changed" | "added" | "removed" | "unchanged";
  /** {@link PagePanel.key} in the dashboard before. */
  readonly before?: string;
  /** {@link PagePanel.key} in the dashboard now. */
  readonly after?: string;
  readonly title: string;
  readonly changes: readonly PageChange[];
}

/** One change: `query A`, `unit`, `threshold 2`. */
export interface PageChange {
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** Alert rules and what they do on the data of a page. */
export interface PageAlerts {
  /** Of {@link PageDashboard.scenario}. */
  readonly scenario?: string;
  /** When alert rules were evaluated; the last evaluation included. */
  readonly range: PageRange;
  /** In the order of the files; 500 at most. */
  readonly rules: readonly PageAlertRule[];
  /** Rules that are left out because there are too many; those that fire are kept. */
  readonly rulesLeftOut?: number;
  /** Mistakes in the files, which Prometheus would refuse; 100 at most. */
  readonly problems: readonly PageRuleProblem[];
  /** Rules and groups that are not evaluated; 500 at most. */
  readonly unevaluated: readonly PageUnevaluated[];
  /** Recording rules that made nothing or failed; 100 at most. */
  readonly records: readonly PageRecordProblem[];
  /** As the data specs have them. */
  readonly expectations: readonly PageExpectation[];
  /** With `--base`, where the rules differ: the rules as they were, on the same data. */
  readonly before?: PageAlertsBefore;
}

/** The rules before a change. */
export interface PageAlertsBefore {
  /** As `--base` names it. */
  readonly base: string;
  readonly rules: readonly PageAlertRule[];
  readonly rulesLeftOut?: number;
}

/** An alert rule and its alerts. */
export interface PageAlertRule {
  /** The same for the same rule, in every scenario and before a change. */
  readonly key: string;
  readonly alert: string;
  readonly group: string;
  /** Of a ruler with namespaces. */
  readonly namespace?: string;
  readonly file: string;
  readonly line: number;
  readonly expr: string;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  /** Between two evaluations. */
  readonly intervalMs: number;
  /** The furthest that one of its alerts came. */
  readonly state: "firing" | "error" | "nodata" | "pending" | "inactive";
  /** The same as Grafana names it, of a rule of Grafana. */
  readonly grafanaState?: string;
  /** Why it never fired. */
  readonly reason?: string;
  /** Evaluations that failed, in words; 5 at most. */
  readonly failures: readonly string[];
  /** Metrics that it reads, with those that its recording rules read; 200 at most. */
  readonly metrics: readonly string[];
  /** Those that fired first, then those that were pending; 50 at most. */
  readonly instances: readonly PageAlertInstance[];
  readonly instancesLeftOut?: number;
  /** With `--base`: what became of the rule. */
  readonly change?: "changed" | "added" | "removed" | "unchanged";
}

/** One alert of a rule: a set of labels. */
export interface PageAlertInstance {
  readonly labels: Readonly<Record<string, string>>;
  /** From the begin of {@link PageAlerts.range} to its end without a gap; 200 at most. */
  readonly spans: readonly PageAlertSpan[];
}

/** A time in which an alert has one state. */
export interface PageAlertSpan {
  readonly state: "inactive" | "pending" | "firing" | "recovering" | "nodata" | "error";
  /** As Grafana shows it, of a rule of Grafana: `Alerting`, `Pending (NoData)`. */
  readonly grafanaState?: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the expression at the begin. */
  readonly value?: PageValue;
  /** As they are filled in at the begin. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A mistake in a rule file. */
export interface PageRuleProblem {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** A rule, or all of a group, that is not evaluated. */
export interface PageUnevaluated {
  readonly group: string;
  readonly rule?: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** A recording rule without a result. */
export interface PageRecordProblem {
  readonly record: string;
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** An expectation of a data spec. */
export interface PageExpectation {
  readonly alert: string;
  readonly labels: Readonly<Record<string, string>>;
  /** In words: `fires within 5m after 4h`. */
  readonly expected: string;
  readonly met: boolean;
  /** In words, where it is not met: `it never fires`. */
  readonly reason?: string;
  /** Of the expectation in the spec. */
  readonly file: string;
  readonly line: number;
}
