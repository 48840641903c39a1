import { formattedValueToString } from "@grafana/data";
import { TooltipDisplayMode, type VizLegendOptions, type VizTooltipOptions } from "@grafana/schema";
import { VizTooltipContent, VizTooltipHeader, VizTooltipWrapper } from "@grafana/ui";
import { useMemo } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { PlotLayout } from "../plot/plot-layout.tsx";
import { attempt } from "../shared/attempt.ts";
import { numberPlaces, seriesLegend } from "../shared/series-legend.tsx";
import { type HistogramModel, histogramModel } from "./histogram-model.ts";

interface Options {
  readonly combine?: boolean;
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
}

/** How often values of each size are there, whenever. */
export function HistogramPanel(props: PanelProps) {
  const { panel, data, width, height, theme, timeZone } = props;
  const { combine, legend, tooltip } = panel.options as Options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model is made of these alone.
  const made = useMemo(() => attempt(() => histogramModel(props)), [data, panel, theme, timeZone]);
  if (made.error !== undefined) return <EmptyNote panel={panel} reason={made.error} />;
  const model = made.value;
  const listed = combine === true ? [model.frame] : data;
  const places = numberPlaces(listed).filter(({ fieldIndex }) => combine !== true || fieldIndex > 1);
  return (
    <PlotLayout
      model={model.plot}
      width={width}
      height={height}
      legend={seriesLegend(listed, places, legend, theme)}
      tooltip={tooltip}
      content={(mark, pinned, mode) => <HistogramTooltip model={model} mark={mark} pinned={pinned} mode={mode} />}
    />
  );
}

interface HistogramTooltipProps {
  readonly model: HistogramModel;
  readonly mark: number;
  readonly pinned: boolean;
  readonly mode: TooltipDisplayMode;
}

function HistogramTooltip({ model, mark, pinned, mode }: HistogramTooltipProps) {
  const { drawn, frame, names, colors, bucketText } = model;
  const hit = drawn[mark];
  if (hit === undefined) return null;
  const shown = mode === TooltipDisplayMode.Multi ? names.map((_, series) => series) : [hit.series];
  const items = shown.map((series) => {
    const field = frame.fields[series + 2]!;
    const count = field.values[hit.bucket] ?? 0;
    const value = field.display === undefined ? String(count) : formattedValueToString(field.display(count));
    return {
      label: names[series]!,
      value,
      color: colors[series]!,
      isActive: shown.length > 1 && series === hit.series,
    };
  });
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: "Bucket", value: bucketText(hit.bucket) }} isPinned={pinned} />
      <VizTooltipContent items={items} isPinned={pinned} />
    </VizTooltipWrapper>
  );
}
