import type { PagePanel } from "../../../src/report/page-data.ts";
import type { Difference } from "./differences.ts";

type Rule = (one: Difference, panel: PagePanel) => boolean;

/** The differences that docs/report.md lists. */
const rules: readonly Rule[] = [
  // An empty panel says why.
  ({ what, grafana }, { state }) => what === "texts" && grafana.length === 0 && state === "empty",
  // A Grafana that was built with other packages than its own may draw no gauges; test/page compares their numbers.
  ({ what, grafana }, { type }) => type === "gauge" && what === "texts" && grafana.length === 0,
  // The legend's headings of a newer @grafana/ui.
  ({ what, ours, grafana }, { type }) =>
    type === "piechart" && what === "texts" && grafana.length === 0 && ours.every((text) => headings.has(text)),
  // Values at bars are written where Grafana finds no room for them.
  ({ what, grafana }, { type }) => type === "barchart" && what === "axes" && grafana.length === 0,
  // Links to other dashboards are text.
  ({ what, ours }, { type }) => type === "table" && what === "colours" && ours.length > 0,
  // The page loads no image: its name stands in its place.
  ({ what, ours, grafana }, { type }) =>
    type === "text" && what === "texts" && grafana.length === 0 && ours.every((text) => /^\[.*\]$/.test(text)),
  // A plot that is some pixels higher has its round numbers closer together.
  ({ what, ours, grafana }, { type }) =>
    type === "timeseries" && what === "axes" && [...ours, ...grafana].every((text) => !/^\d\d:\d\d/.test(text)),
];
const headings = new Set(["Name", "Value", "Percent"]);

/** Whether a difference is one that is known and told. */
export function isKnown(one: Difference, panels: readonly PagePanel[]): boolean {
  const title = one.panel.replace(/ \(\d+\)$/, "");
  return panels.some((panel) => panel.title === title && rules.some((rule) => rule(one, panel)));
}
