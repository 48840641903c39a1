import { formattedValueToString } from "@grafana/data";
import { TooltipDisplayMode, type VizLegendOptions, type VizTooltipOptions } from "@grafana/schema";
import { VizTooltipContent, VizTooltipHeader, VizTooltipWrapper } from "@grafana/ui";
import { useMemo } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { PlotLayout } from "../plot/plot-layout.tsx";
import { attempt } from "../shared/attempt.ts";
import { withSeriesIndices } from "../shared/series-indices.ts";
import { numberPlaces, seriesLegend } from "../shared/series-legend.tsx";
import { type BarChartModel, type BarChartOptions, barChartModel } from "./bar-chart-model.ts";

interface Options extends BarChartOptions {
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
}

/** Beyond, nobody tells colours apart. */
const mostSeries = 200;

/** Bars for names, standing or lying, beside or on each other. */
export function BarChartPanel(props: PanelProps) {
  const { panel, data, width, height, theme, timeZone } = props;
  const { legend, tooltip } = panel.options as Options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model is made of these alone.
  const made = useMemo(
    () =>
      attempt(() => {
        const places = numberPlaces(data).slice(0, mostSeries);
        const frames = withSeriesIndices(data, places, { theme, timeZone });
        return { frames, model: barChartModel({ ...props, data: frames }) };
      }),
    [data, panel, width, height, theme, timeZone],
  );
  if (made.error !== undefined) return <EmptyNote panel={panel} reason={made.error} />;
  const { model, frames } = made.value;
  const places = numberPlaces(frames).filter(
    ({ frameIndex }) => model.frameIndex === undefined || frameIndex === model.frameIndex,
  );
  return (
    <PlotLayout
      model={model.plot}
      width={width}
      height={height}
      legend={seriesLegend(frames, places, legend, theme)}
      tooltip={tooltip}
      content={(mark, pinned, mode) => <BarTooltip model={model} mark={mark} pinned={pinned} mode={mode} />}
    />
  );
}

interface BarTooltipProps {
  readonly model: BarChartModel;
  readonly mark: number;
  readonly pinned: boolean;
  readonly mode: TooltipDisplayMode;
}

function BarTooltip({ model, mark, pinned, mode }: BarTooltipProps) {
  const hit = model.drawn[mark];
  if (hit === undefined) return null;
  const all = mode === TooltipDisplayMode.Multi;
  const items = model.fields.flatMap(({ field, name }, index) => {
    const value = field.display?.(field.values[hit.row]);
    if (value === undefined || (!all && index !== hit.field)) return [];
    const color = value.color === undefined ? {} : { color: value.color };
    return [{ label: name, value: formattedValueToString(value), ...color, isActive: all && index === hit.field }];
  });
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: "", value: model.names[hit.row]! }} isPinned={pinned} />
      <VizTooltipContent items={items} isPinned={pinned} />
    </VizTooltipWrapper>
  );
}
