import { formattedValueToString } from "@grafana/data";
import { TooltipDisplayMode } from "@grafana/schema";
import { VizTooltipContent, VizTooltipHeader, type VizTooltipItem, VizTooltipWrapper } from "@grafana/ui";
import { timeText } from "../../data/time-range.ts";
import { swatch } from "../shared/swatch.ts";
import { durationText } from "./duration-text.ts";
import type { TimelineModel } from "./timeline-model.ts";

interface TimelineTooltipProps {
  readonly model: TimelineModel;
  readonly cell: number;
  readonly pinned: boolean;
  readonly mode: TooltipDisplayMode;
  /** Says from when to when, and how long. */
  readonly lasting: boolean;
}

/** The state that is pointed at, since when and for how long; in the mode of all those of the other rows beside it. */
export function TimelineTooltip({ model, cell, pinned, mode, lasting }: TimelineTooltipProps) {
  const { rows, drawn, plot } = model;
  const hit = drawn[cell];
  if (hit === undefined) return null;
  const { fromMs, toMs } = hit.segment;
  const middle = (fromMs + toMs) / 2;
  const beside = drawn.filter(({ segment }) => segment.fromMs <= middle && middle < segment.toMs);
  const shown = mode === TooltipDisplayMode.Multi ? beside : [hit];
  const items = shown.map(({ row, segment }): VizTooltipItem => {
    const value = rows[row]!.display(segment.state);
    return {
      label: rows[row]!.name,
      value: formattedValueToString(value),
      ...swatch(value.color ?? ""),
      isActive: row === hit.row && mode === TooltipDisplayMode.Multi,
    };
  });
  const duration = { label: "Duration", value: durationText(toMs - fromMs) };
  const time = (at: number) => timeText(at, plot.timeZone);
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader
        item={{ label: "", value: lasting ? `${time(fromMs)} - ${time(toMs)}` : time(middle) }}
        isPinned={pinned}
      />
      <VizTooltipContent items={lasting ? [...items, duration] : items} isPinned={pinned} />
    </VizTooltipWrapper>
  );
}
