import type { VizLegendOptions, VizTooltipOptions } from "@grafana/schema";
import { TimeSeries } from "@grafana/ui";
import { useMemo } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { attempt } from "../shared/attempt.ts";
import { keepLastLabel } from "../shared/edge-padding.ts";
import { legendOf } from "../shared/legend.ts";
import { SeriesTooltipPlugin } from "../shared/series-tooltip.tsx";
import { trendFrame } from "./trend-frame.ts";

interface TrendOptions {
  readonly xField?: string;
  readonly legend?: Partial<VizLegendOptions>;
  readonly tooltip?: Partial<VizTooltipOptions>;
}

/** Lines, bars and points over numbers that rise. */
export function TrendPanel({ panel, data, width, height, timeRange, timeZone }: PanelProps) {
  const options = panel.options as TrendOptions;
  const made = useMemo(() => attempt(() => [trendFrame(data, options.xField)]), [data, options.xField]);
  const legend = useMemo(() => legendOf(options.legend), [options.legend]);
  if (made.error !== undefined) return <EmptyNote panel={panel} reason={made.error} />;
  return (
    <TimeSeries
      frames={made.value}
      preparePlotFrame={firstFrame}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={legend}
      options={options}
    >
      {(config, aligned) => {
        keepLastLabel(config);
        return <SeriesTooltipPlugin config={config} frame={aligned} options={options.tooltip} />;
      }}
    </TimeSeries>
  );
}

const firstFrame = <Frame,>(frames: readonly Frame[]): Frame => frames[0]!;
