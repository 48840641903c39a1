import type { JsonObject } from "../../../json/read.ts";

/** A query of Prometheus in a rule of Grafana. */
export interface ManagedQuery {
  readonly refId: string;
  /** Undefined where only Terraform knows it. */
  readonly datasourceUid: string | undefined;
  /** With Grafana's variables filled in. */
  readonly expr: string;
  /** Evaluated once, at the end of its range; else at each multiple of its step. */
  readonly isInstant: boolean;
  /** Begin and end of its range before an evaluation, in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

/** A calculation of Grafana's server in a rule. */
export interface ManagedExpression {
  readonly refId: string;
  readonly model: JsonObject;
  /** Begin and end of its range before an evaluation, in milliseconds: of resampling. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** The folder of a rule: a file names one or the other. */
export interface ManagedFolder {
  /** As its path of titles. */
  readonly title?: string;
  readonly uid?: string;
}

export const noDataStates = ["NoData", "Alerting", "OK", "KeepLast"] as const;
export const errorStates = ["Error", "Alerting", "OK", "KeepLast"] as const;

/** An alert rule as Grafana evaluates it. */
export interface ManagedRule {
  readonly queries: readonly ManagedQuery[];
  /** Inputs before those that use them: those of the condition, then others, which templates may show. */
  readonly expressions: readonly ManagedExpression[];
  /** The refId whose numbers say whether the alert fires. */
  readonly condition: string;
  readonly noDataState: (typeof noDataStates)[number];
  readonly execErrState: (typeof errorStates)[number];
  /** Evaluations without its series after which an alert is resolved. */
  readonly missingSeriesEvalsToResolve: number;
  /** Expressions beside the condition that are not evaluated here. */
  readonly unread: readonly string[];
  /** Of the rule in Grafana; undefined where the file does not say. */
  readonly uid: string | undefined;
  readonly folder: ManagedFolder;
  /** Whether the rule's `expr` says the same in PromQL; else it only reads the same series. */
  readonly isTranslated: boolean;
}
