import { DashboardCursorSync, type DataFrame, FieldType, formattedValueToString } from "@grafana/data";
import type { VizLegendOptions, VizTooltipOptions } from "@grafana/schema";
import { EventBusPlugin, TimeSeries, usePanelContext } from "@grafana/ui";
import { useMemo } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { AnnotationsPlugin } from "../shared/annotations-plugin.tsx";
import { keepLastLabel } from "../shared/edge-padding.ts";
import { ExemplarsPlugin, exemplarsOf } from "../shared/exemplars-plugin.tsx";
import { legendOf } from "../shared/legend.ts";
import { SeriesTooltipPlugin } from "../shared/series-tooltip.tsx";
import { graphable } from "./graphable.ts";

interface TimeSeriesOptions {
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
  readonly timezone?: readonly string[];
}

/** Numbers as the first series has them. */
function formatOf(frames: readonly DataFrame[]) {
  const field = frames[0]?.fields.find(({ type }) => type === FieldType.number);
  return (value: number) => (field?.display === undefined ? `${value}` : formattedValueToString(field.display(value)));
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
  const exemplars = useMemo(() => exemplarsOf(panel), [panel]);
  if (frames.length === 0) return <EmptyNote panel={panel} reason="Data is missing a time field or numbers" />;
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
            <SeriesTooltipPlugin
              config={config}
              frame={aligned}
              options={options.tooltip}
              queryZoom={onZoom}
              clientZoom
              syncMode={sync?.() ?? DashboardCursorSync.Off}
              syncScope={eventsScope}
            />
            <ExemplarsPlugin {...{ config, exemplars, timeZone, theme }} format={formatOf(frames)} />
            <AnnotationsPlugin config={config} annotations={annotations} timeZone={timeZone} theme={theme} />
          </>
        );
      }}
    </TimeSeries>
  );
}
