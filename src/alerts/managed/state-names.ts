import type { AlertState } from "../engine/alert-history.ts";

/** Grafana's names for states. */
const names: Readonly<Record<AlertState | "inactive", string>> = {
  inactive: "Normal",
  pending: "Pending",
  firing: "Alerting",
  recovering: "Recovering",
  nodata: "NoData",
  error: "Error",
};

/** A state as Grafana shows it: `Alerting`, `Pending (NoData)`. */
export function grafanaState(state: AlertState | "inactive", cause?: string): string {
  return cause === undefined ? names[state] : `${names[state]} (${cause})`;
}
