import { counted } from "../../text/counted.ts";
import type { PagePanel, PageSeries } from "../page-data.ts";

const maxLength = 300;
const maxSeries = 3;

/** A panel in words for those who do not see its picture: title, kind, state, and the last values of a few series. */
export function altText(panel: PagePanel, dashboard: string): string {
  const name = panel.title === "" ? "Panel" : panel.title;
  const text = `${name} (${panel.type}) of ${dashboard}: ${stateText(panel)}`;
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

function stateText(panel: PagePanel): string {
  const series = panel.targets.filter(({ hidden }) => !hidden).flatMap((target) => target.series);
  if (panel.state === "error") return `error${reason(panel)}`;
  if (panel.state === "empty") return `no data${reason(panel)}`;
  const values = series.slice(0, maxSeries).flatMap((one) => lastValue(one) ?? []);
  const count = series.length === 0 ? "" : counted(series.length, "series", "series");
  return [count, values.join(", ")].filter((part) => part !== "").join("; ") || "no series";
}

const reason = ({ findings }: PagePanel) => (findings[0] === undefined ? "" : `, ${findings[0].text}`);

function lastValue({ name, values = [] }: PageSeries): string | undefined {
  const last = values.findLast((value) => value !== null);
  if (last === undefined || last === null) return undefined;
  const shown = typeof last === "number" ? `${Number(last.toPrecision(3))}` : last;
  return name === "" ? `last ${shown}` : `${name} last ${shown}`;
}

/** A whole dashboard in words. */
export function overviewAlt(title: string, panels: readonly PagePanel[]): string {
  const empty = panels.filter(({ state }) => state === "empty" || state === "error").length;
  const without = empty === 0 ? "" : `, ${empty} without data`;
  return `Dashboard ${title}: ${counted(panels.length, "panel")}${without}`.replaceAll(/\s+/g, " ").slice(0, maxLength);
}
