import type { Options } from "@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen";
import { VizLayout } from "@grafana/ui";
import { useMemo, useState } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { PlotLayout } from "../plot/plot-layout.tsx";
import { attempt } from "../shared/attempt.ts";
import { ExemplarsPlugin, exemplarsOf } from "../shared/exemplars-plugin.tsx";
import { ColorScale } from "./color-scale.tsx";
import { heatmapModel } from "./heatmap-model.ts";
import { HeatmapTooltip } from "./heatmap-tooltip.tsx";

/** How much lies where: buckets over time, of histograms or counted from series. */
export function HeatmapPanel(props: PanelProps) {
  const { panel, data, width, height, theme, timeZone, timeRange, annotations, onZoom } = props;
  const { legend, tooltip } = panel.options as Partial<Options>;
  const exemplars = useMemo(() => exemplarsOf(panel), [panel]);
  const [pointedAt, setPointedAt] = useState<number>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model is made of these alone.
  const made = useMemo(() => attempt(() => heatmapModel(props)), [data, panel, height, theme, timeZone, timeRange]);
  if (made.error !== undefined) return <EmptyNote panel={panel} reason={made.error} />;
  const model = made.value;
  const scale =
    legend?.show === false || model.heat.length === 0 ? null : (
      <VizLayout.Legend placement="bottom" maxHeight="20%">
        <ColorScale
          palette={model.palette}
          range={model.range}
          text={model.valueText}
          value={pointedAt === undefined ? undefined : model.heat[pointedAt]?.value}
        />
      </VizLayout.Legend>
    );
  return (
    <PlotLayout
      model={model.plot}
      width={width}
      height={height}
      legend={scale}
      tooltip={tooltip}
      onZoom={onZoom}
      annotations={annotations}
      onPoint={setPointedAt}
      above={(config) => (
        <ExemplarsPlugin
          {...{ config, exemplars, timeZone, theme }}
          {...(model.placeOf === undefined ? {} : { placeOf: model.placeOf })}
          format={model.exemplarText}
        />
      )}
      content={(cell, pinned, mode) => <HeatmapTooltip model={model} cell={cell} pinned={pinned} mode={mode} />}
    />
  );
}
