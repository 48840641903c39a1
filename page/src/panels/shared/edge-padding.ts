import { measureText, type UPlotConfigBuilder } from "@grafana/ui";
import type uPlot from "uplot";

/** Pixels on a side without an axis. */
const usual = 8;
const labelSize = 12;

/** A time axis while it is laid out. */
type LaidOut = uPlot.Axis & { readonly _splits?: readonly number[]; readonly _values?: readonly unknown[] };

const side: uPlot.PaddingSide = (_plot, which, axes) => {
  const across = which % 2 === 1 ? axes[0] || axes[2] : axes[1] || axes[3];
  return axes[which] || !across ? 0 : usual;
};

/** Room on the right for the half of the last label of the time axis that would be cut. */
const right: uPlot.PaddingSide = (plot, which, axes, cycle) => {
  const least = side(plot, which, axes, cycle);
  const { _splits: splits = [], _values: values = [] } = plot.axes[0] as LaidOut;
  const { min, max } = plot.scales["x"] ?? {};
  const last = splits.at(-1);
  if (axes[1] || last === undefined || min == null || max == null || max <= min) return least;
  const text = String(values.at(-1) ?? "").split("\n");
  const half = Math.max(...text.map((line) => measureText(line, labelSize).width)) / 2;
  const beside = ((max - last) / (max - min)) * plot.width;
  return Math.max(least, Math.ceil(half - beside));
};

/** Keeps the last label of the time axis from being cut. */
export function keepLastLabel(builder: UPlotConfigBuilder): void {
  builder.setPadding([side, right, side, side]);
}
