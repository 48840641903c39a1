import { formatDuration } from "../../text/duration.ts";
import type { InferredMetric, InferredSpec } from "../series/model.ts";
import { renderCause, renderSeries, renderSpec } from "./render.ts";

/** The names of the scenarios: the usual day, and trouble. */
export const healthyName = "healthy";
export const incidentName = "incident";

/** An alert that the incident makes fire. */
export interface IncidentExpectation {
  readonly alert: string;
  /** After the begin of the spec; milliseconds. */
  readonly afterMs: number;
  readonly withinMs: number;
}

/**
 * A spec as YAML, with a scenario `incident` that holds the series which an incident changes, and the alerts that are
 * to fire in it. Its scenario `healthy` is the spec as it is.
 *
 * @param incident - the same spec with the incident: the same metrics and series in the same order.
 */
export function renderIncident(
  base: InferredSpec,
  incident: InferredSpec,
  expected: readonly IncidentExpectation[] = [],
): string {
  const metrics = base.metrics.map((metric, index) => {
    const { kind } = incident.metrics[index]!;
    return kind === metric.kind ? metric : asGauge(metric);
  });
  const text = renderSpec({ ...base, metrics, historyMs: incident.historyMs });
  const changed = incident.metrics.flatMap((metric, index) => {
    const series = metric.series.filter((one, place) => one !== base.metrics[index]!.series[place]);
    return series.length === 0 ? [] : [{ ...metric, series }];
  });
  // What fires on a quiet day already needs no changes; a scenario is there all the same.
  const known = new Set(base.signals.map(({ name }) => name));
  const causes = incident.signals.filter(({ name }) => !known.has(name));
  if (changed.length + expected.length === 0)
    return `${text}\nscenarios:\n  ${healthyName}: {}\n  ${incidentName}: {}\n`;
  const lines = [
    "",
    "scenarios:",
    `  ${healthyName}: {}`,
    `  ${incidentName}:`,
    ...(causes.length === 0 ? [] : ["    signals:", ...causes.map((cause) => `      ${renderCause(cause)}`)]),
    ...(changed.length === 0 ? [] : ["    metrics:"]),
    ...changed.flatMap((metric) => [
      `      - name: ${JSON.stringify(metric.name)}`,
      "        series:",
      ...renderSeries(metric).map((entry) => `          - ${entry}`),
    ]),
    ...(expected.length === 0 ? [] : ["    alerts:"]),
    ...expected.map(({ alert, afterMs, withinMs }) => {
      const fires = `{after: ${formatDuration(afterMs)}, within: ${formatDuration(withinMs)}}`;
      return `      - {alert: ${JSON.stringify(alert)}, fires: ${fires}}`;
    }),
  ];
  return `${text}${lines.join("\n")}\n`;
}

/** A metric of the kind `info` whose value the incident changes. */
function asGauge(metric: InferredMetric): InferredMetric {
  const series = metric.series.map((one) => ({ ...one, signal: { form: "constant", value: 1 } as const }));
  return { ...metric, kind: "gauge", series };
}
