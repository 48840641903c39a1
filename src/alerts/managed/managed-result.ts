import type { LabelSet } from "../engine/label-set.ts";

/** The finding of Grafana for one set of labels at an evaluation, before states. */
export interface ManagedResult {
  readonly labels: LabelSet;
  readonly outcome: "normal" | "alerting" | "nodata" | "error";
  /** Of the condition; NaN without. */
  readonly value: number;
  /** Of `error`. */
  readonly error?: string;
}
