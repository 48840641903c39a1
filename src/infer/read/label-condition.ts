/** A condition on a label: of a selector, without Grafana variables. */
export interface LabelCondition {
  readonly name: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}
