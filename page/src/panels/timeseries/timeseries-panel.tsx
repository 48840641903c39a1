import { DashboardCursorSync } from "@grafana/data";
import { TooltipDisplayMode, type VizLegendOptions, type VizTooltipOptions } from "@grafana/schema";
import { EventBusPlugin, TimeSeries, TooltipPlugin2, usePanelContext } from "@grafana/ui";
import { useMemo } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { AnnotationsPlugin } from "../shared/annotations-plugin.tsx";
import { keepLastLabel } from "../shared/edge-padding.ts";
import { hoverModes } from "../shared/hover-modes.ts";
import { legendOf } from "../shared/legend.ts";
import { SeriesTooltip } from "../shared/series-tooltip.tsx";
import { graphable } from "./graphable.ts";

interface TimeSeriesOptions {
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
  readonly timezone?: readonly string[];
}

/** Lines, bars and points over time. */
export function TimeSeriesPanel(props: PanelProps) {
  const { panel, data, width, height, timeRange, timeZone, theme, annotations, onZoom } = props;
  const { sync, eventBus, eventsScope } = usePanelContext();
  const options = panel.options as TimeSeriesOptions;
  const frames = useMemo(() => graphable(data, theme, timeRange), [data, theme, timeRange]);
  const legend = useMemo(() => legendOf(options.legend), [options.legend]);
  const timeZones = useMemo(
    () => (options.timezone?.length ? options.timezone.map((one) => one || timeZone) : [timeZone]),
    [options.timezone, timeZone],
  );
  if (frames.length === 0) return <EmptyNote panel={panel} reason="Data is missing a time field or numbers" />;
  const tooltip = { mode: TooltipDisplayMode.Single, ...options.tooltip };
  return (
    <TimeSeries
      frames={frames}
      timeRange={timeRange}
      timeZone={timeZones}
      width={width}
      height={height}
      legend={legend}
      options={options}
    >
      {(config, aligned) => {
        keepLastLabel(config);
        return (
          <>
            <EventBusPlugin config={config} eventBus={eventBus} frame={aligned} />
            <TooltipPlugin2
              config={config}
              hoverMode={tooltip.mode === TooltipDisplayMode.Multi ? hoverModes.xAll : hoverModes.xOne}
              queryZoom={onZoom}
              clientZoom
              syncMode={sync?.() ?? DashboardCursorSync.Off}
              syncScope={eventsScope}
              maxWidth={tooltip.maxWidth}
              render={(_plot, indices, series, pinned, _dismiss, _range, viaSync) =>
                tooltip.mode === TooltipDisplayMode.None ? null : (
                  <SeriesTooltip
                    frame={aligned}
                    indices={indices}
                    series={series}
                    pinned={pinned}
                    mode={viaSync ? TooltipDisplayMode.Multi : tooltip.mode}
                    tooltip={tooltip}
                  />
                )
              }
            />
            <AnnotationsPlugin config={config} annotations={annotations} timeZone={timeZone} theme={theme} />
          </>
        );
      }}
    </TimeSeries>
  );
}
