import { TooltipDisplayMode } from "@grafana/schema";
import { VizTooltipContent, VizTooltipHeader, type VizTooltipItem, VizTooltipWrapper } from "@grafana/ui";
import { timeText } from "../../data/time-range.ts";
import { swatch } from "../shared/swatch.ts";
import type { HeatCell } from "./heatmap-grid.ts";
import type { HeatmapModel } from "./heatmap-model.ts";

interface HeatmapTooltipProps {
  readonly model: HeatmapModel;
  readonly cell: number;
  readonly pinned: boolean;
  readonly mode: TooltipDisplayMode;
}

/** The time and the bucket that are pointed at, and what is in it; in the mode of all the whole column. */
export function HeatmapTooltip({ model, cell, pinned, mode }: HeatmapTooltipProps) {
  const { heat, cells, plot, valueName, valueText } = model;
  const hit = heat[cell];
  if (hit === undefined) return null;
  const times = [hit.x0, hit.x1].map((time) => timeText(time, plot.timeZone));
  const all = mode === TooltipDisplayMode.Multi;
  const column = all ? heat.flatMap((one, index) => (one.x0 === hit.x0 ? [index] : [])).reverse() : [];
  const items: VizTooltipItem[] = all
    ? column.map((index) => ({
        label: bucketText(heat[index]!, model),
        value: valueText(heat[index]!.value!),
        ...swatch(cells[index]!.fill),
        isActive: index === cell,
      }))
    : [
        { label: "Bucket", value: bucketText(hit, model) },
        { label: valueName, value: valueText(hit.value!), ...swatch(cells[cell]!.fill) },
      ];
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: "", value: times.join(" - ") }} isPinned={pinned} />
      <VizTooltipContent items={items} isPinned={pinned} />
    </VizTooltipWrapper>
  );
}

const bucketText = ({ row, y0, y1 }: HeatCell, { yText }: HeatmapModel) => row ?? `${yText(y0)} - ${yText(y1)}`;
