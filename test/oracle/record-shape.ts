/** Values of one series: at `startMs` and every `stepMs` after it; `null` where there is none. */
export interface RecordedSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly startMs: number;
  readonly stepMs: number;
  /** Rounded to 6 digits. `NaN`, `+Inf` and `-Inf` as text. */
  readonly values: readonly (number | string | null)[];
}

/** The answer of Grafana to one query of a panel. */
export interface RecordedTarget {
  readonly refId: string;
  /** Not drawn, only worked with. */
  readonly hidden: boolean;
  /** `__expr__` for one that Grafana's server works out. */
  readonly source: string;
  readonly instant: boolean;
  /** The query that Grafana sent to Prometheus, and its step in seconds; absent where it sent none. */
  readonly executed?: string;
  readonly stepSeconds?: number;
  readonly error?: string;
  readonly series: readonly RecordedSeries[];
}

/** One copy of a panel: of a repeated one with the values that it stands for. */
export interface RecordedCopy {
  readonly values: Readonly<Record<string, string>>;
  readonly targets: readonly RecordedTarget[];
}

/** A panel with everything that Grafana answered to it. */
export interface RecordedPanel {
  readonly title: string;
  readonly id: number;
  readonly type: string;
  /** The panel whose answers it shows. */
  readonly sharedFrom?: number;
  /** Unix milliseconds: the time range that the panel itself looks at, shifted or shorter. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly copies: readonly RecordedCopy[];
}

/** A question of a variable: the values of a label, or a query. */
export interface RecordedQuestion {
  readonly label?: string;
  readonly match: string;
  readonly answer: readonly string[];
}

/** A dashboard as it opens in Grafana. */
export interface RecordedDashboard {
  readonly name: string;
  readonly questions: readonly RecordedQuestion[];
  readonly panels: readonly RecordedPanel[];
}

/** Everything that one Grafana answered. */
export interface Recording {
  readonly grafana: string;
  readonly prometheus: string;
  /** Unix milliseconds: the time range of the dashboards. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly dashboards: readonly RecordedDashboard[];
}
