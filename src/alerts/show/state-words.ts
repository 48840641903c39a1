import type { TestedAlert } from "../result/rule-test.ts";

type Stated = Pick<TestedAlert, "state" | "grafanaState">;

const now: Readonly<Record<TestedAlert["state"], string>> = {
  firing: "fires",
  pending: "is pending, and never fires",
  inactive: "is inactive",
  nodata: "has no data",
  error: "fails",
};
const past: Readonly<Record<TestedAlert["state"], string>> = {
  firing: "fired",
  pending: "was pending",
  inactive: "was inactive",
  nodata: "had no data",
  error: "failed",
};

/** The state of an alert in words: `fires`; of one of Grafana `is Alerting`. */
export function doesNow({ state, grafanaState }: Stated): string {
  return grafanaState === undefined ? now[state] : `is ${grafanaState}`;
}

/** The same in the past: `fired`; of one of Grafana `was Alerting`. */
export function didBefore({ state, grafanaState }: Stated): string {
  return grafanaState === undefined ? past[state] : `was ${grafanaState}`;
}
