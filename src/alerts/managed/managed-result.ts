import type { LabelSet } from "../engine/label-set.ts";
import type { ResultNumbers } from "./result-numbers.ts";

/** The finding of Grafana for one set of labels at an evaluation, before states. */
export interface ManagedResult {
  /** Of the condition's number. */
  readonly labels: LabelSet;
  readonly outcome: "normal" | "alerting" | "nodata" | "error";
  /** Of the condition; NaN without. */
  readonly value: number;
  /** Of `error`. */
  readonly error?: string;
  /** Labels that Grafana gives the alert for an error: the query that failed. */
  readonly errorLabels?: LabelSet;
  /** The data of its templates; undefined where it has no numbers. */
  readonly numbers?: () => ResultNumbers;
}
