import type { AxisPlacement } from "@grafana/schema";
import type { YAxisConfig } from "@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen";
import type { PlotAxis } from "../plot/cell.ts";
import type { HeatGrid } from "./heatmap-grid.ts";

interface Drawing {
  /** Of the panel, in pixels. */
  readonly height: number;
  readonly format: (value: number, decimals?: number | null) => string;
}

/** The y axis of a heatmap: numbers within the limits that the panel has, or as many names of rows as have room. */
export function heatmapAxis({ y }: HeatGrid, axis: Partial<YAxisConfig>, { height, format }: Drawing): PlotAxis {
  const numbers = y.ticks === undefined;
  const limited = numbers ? limitedTo(y, axis.min, axis.max) : y;
  return {
    ...limited,
    ...(numbers ? { format } : { ticks: thinned(y, height) }),
    reverse: axis.reverse === true,
    ...(axis.axisPlacement === undefined ? {} : { placement: axis.axisPlacement as AxisPlacement }),
    size: axis.axisWidth || undefined,
    label: axis.axisLabel,
  };
}

/** A logarithmic axis begins and ends at a power of its base. */
function limitedTo(y: PlotAxis, min: number | null | undefined, max: number | null | undefined): PlotAxis {
  const { log } = y;
  const power = (value: number, round: (exponent: number) => number) =>
    log === undefined ? value : log ** round(Math.log(value) / Math.log(log));
  const usable = (value: number | null | undefined): value is number =>
    typeof value === "number" && (log === undefined || value > 0);
  const from = usable(min) ? power(min, Math.floor) : y.from;
  const to = usable(max) ? power(max, Math.ceil) : y.to;
  return from < to ? { ...y, from, to } : y;
}

/** Every second name, fourth, … until they have room. */
function thinned({ ticks = [] }: PlotAxis, height: number) {
  if (height < 60) return [ticks[0]!, ticks.at(-1)!];
  let shown = ticks;
  while (shown.length > 3 && (height - 15) / shown.length < 10) shown = shown.filter((_, index) => index % 2 === 0);
  return shown;
}
