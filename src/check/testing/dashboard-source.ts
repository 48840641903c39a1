import { readDashboard } from "../../dashboard/read/read.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";

/** A panel of {@link dashboardSource}; a query may be given as its text alone. */
export type SourcePanel = Readonly<Record<string, unknown>> & {
  readonly targets?: readonly (string | Readonly<Record<string, unknown>>)[];
};

/** A classic dashboard on Prometheus with these panels and variables; ids, titles, refIds and places are made up. */
export function dashboardSource({
  panels = [],
  variables = [],
  ...rest
}: {
  readonly panels?: readonly SourcePanel[];
  readonly variables?: readonly Readonly<Record<string, unknown>>[];
} & Readonly<Record<string, unknown>>): SourceDashboard {
  const datasource = { type: "prometheus", uid: "p" };
  const model = {
    title: "D",
    uid: "d",
    schemaVersion: 39,
    templating: { list: variables.map((variable) => ({ datasource, ...variable })) },
    panels: panels.map(({ targets = [], ...panel }, index) => ({
      id: index + 1,
      title: `P${index + 1}`,
      type: "timeseries",
      datasource,
      gridPos: { x: 0, y: index * 8, w: 12, h: 8 },
      ...panel,
      targets: targets.map((target, nth) => ({
        refId: String.fromCharCode(65 + nth),
        datasource,
        ...(typeof target === "string" ? { expr: target } : target),
      })),
    })),
    ...rest,
  };
  return readDashboard(JSON.stringify(model), { file: "d.json" });
}
