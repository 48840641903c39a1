import { type Field, formattedValueToString, getFieldDisplayName } from "@grafana/data";
import type { VizLegendOptions, VizTooltipOptions } from "@grafana/schema";
import { VizTooltipContent, VizTooltipHeader, VizTooltipWrapper } from "@grafana/ui";
import { useMemo } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { PlotLayout } from "../plot/plot-layout.tsx";
import { attempt } from "../shared/attempt.ts";
import { withSeriesIndices } from "../shared/series-indices.ts";
import { seriesLegend } from "../shared/series-legend.tsx";
import { type XyModel, xyModel } from "./xy-model.ts";
import { type XySeriesOptions, xySeries } from "./xy-series.ts";

interface Options {
  readonly mapping?: "auto" | "manual";
  readonly series?: readonly XySeriesOptions[];
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
}

/** Numbers against other numbers. */
export function XyPanel(props: PanelProps) {
  const { panel, data, width, height, theme, timeZone } = props;
  const { mapping, series: given = [], legend, tooltip } = panel.options as Options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model is made of these alone.
  const made = useMemo(
    () =>
      attempt(() => {
        const places = xySeries(data, mapping, given).map(({ place }) => place);
        const frames = withSeriesIndices(data, places, { theme, timeZone });
        return { places, frames, model: xyModel(xySeries(frames, mapping, given), props) };
      }),
    [data, panel, theme, timeZone],
  );
  if (made.error !== undefined) return <EmptyNote panel={panel} reason={made.error} />;
  const { model, frames, places } = made.value;
  return (
    <PlotLayout
      model={model.plot}
      width={width}
      height={height}
      legend={seriesLegend(frames, places, legend, theme)}
      tooltip={tooltip}
      content={(mark, pinned) => <XyTooltip model={model} mark={mark} pinned={pinned} />}
    />
  );
}

interface XyTooltipProps {
  readonly model: XyModel;
  readonly mark: number;
  readonly pinned: boolean;
}

function XyTooltip({ model, mark, pinned }: XyTooltipProps) {
  const hit = model.drawn[mark];
  if (hit === undefined) return null;
  const { series, row, color } = hit;
  const shown = [series.x, series.y, series.size, series.color, ...series.rest];
  const items = [...new Set(shown)].flatMap((field) => (field === undefined ? [] : [itemOf(field, row)]));
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: series.name, value: "", color }} isPinned={pinned} />
      <VizTooltipContent items={items} isPinned={pinned} />
    </VizTooltipWrapper>
  );
}

function itemOf(field: Field, row: number) {
  const value = field.values[row];
  const text = field.display === undefined ? String(value) : formattedValueToString(field.display(value));
  return { label: field.state?.displayName ?? getFieldDisplayName(field), value: text };
}
