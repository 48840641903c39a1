import { TooltipPlugin2, UPlotChart, type UPlotConfigBuilder, usePanelContext } from "@grafana/ui";
import { type ReactNode, useMemo } from "react";
import type { PageAnnotation } from "../../../../src/report/page-data.ts";
import { AnnotationsPlugin } from "../shared/annotations-plugin.tsx";
import { hoverModes } from "../shared/hover-modes.ts";
import { type PlotModel, plotConfig, plotData } from "./plot-config.ts";

interface MarkPlotProps {
  /** Made once for what is drawn: another object draws anew. */
  readonly model: PlotModel;
  readonly width: number;
  readonly height: number;
  /** What is shown of the mark with an index; without it there is no tooltip. */
  readonly tooltip?: ((mark: number, pinned: boolean) => ReactNode) | undefined;
  readonly maxWidth?: number | undefined;
  /** Of plots over time. */
  readonly onZoom?: (range: { readonly from: number; readonly to: number }) => void;
  readonly annotations?: readonly PageAnnotation[];
  /** Drawn over the marks, with what it needs of the plot. */
  readonly above?: (config: UPlotConfigBuilder) => ReactNode;
  /** Told the mark that is pointed at. */
  readonly onPoint?: (mark: number | undefined) => void;
}

/** Marks on two axes, with a tooltip: heatmaps, states over time, bars, points. */
export function MarkPlot(props: MarkPlotProps) {
  const { model, width, height, tooltip, maxWidth, onZoom, annotations = [], above, onPoint } = props;
  const { sync, eventsScope } = usePanelContext();
  const config = useMemo(() => plotConfig(model, onPoint), [model, onPoint]);
  const data = useMemo(() => plotData(model), [model]);
  const time = model.x.time === true;
  return (
    <UPlotChart config={config} data={data} width={width} height={height}>
      {tooltip === undefined ? null : (
        <TooltipPlugin2
          config={config}
          hoverMode={hoverModes.xyOne}
          {...(time && onZoom !== undefined ? { queryZoom: onZoom } : {})}
          {...(time && sync !== undefined ? { syncMode: sync(), syncScope: eventsScope } : {})}
          {...(maxWidth === undefined ? {} : { maxWidth })}
          render={(_plot, indices, _series, pinned) => {
            const index = indices[1];
            return index === null || index === undefined ? null : tooltip(index, pinned);
          }}
        />
      )}
      {above?.(config)}
      {time ? (
        <AnnotationsPlugin config={config} annotations={annotations} timeZone={model.timeZone} theme={model.theme} />
      ) : null}
    </UPlotChart>
  );
}
