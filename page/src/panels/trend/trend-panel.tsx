import { DashboardCursorSync } from "@grafana/data";
import { TooltipDisplayMode, type VizLegendOptions, type VizTooltipOptions } from "@grafana/schema";
import { TimeSeries, TooltipPlugin2 } from "@grafana/ui";
import { useMemo } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { attempt } from "../shared/attempt.ts";
import { keepLastLabel } from "../shared/edge-padding.ts";
import { hoverModes } from "../shared/hover-modes.ts";
import { legendOf } from "../shared/legend.ts";
import { SeriesTooltip } from "../shared/series-tooltip.tsx";
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
  const tooltip = { mode: TooltipDisplayMode.Single, ...options.tooltip };
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
        return (
          <TooltipPlugin2
            config={config}
            hoverMode={tooltip.mode === TooltipDisplayMode.Multi ? hoverModes.xAll : hoverModes.xOne}
            syncMode={DashboardCursorSync.Off}
            maxWidth={tooltip.maxWidth}
            render={(_plot, indices, series, pinned) =>
              tooltip.mode === TooltipDisplayMode.None ? null : (
                <SeriesTooltip
                  frame={aligned}
                  indices={indices}
                  series={series}
                  pinned={pinned}
                  mode={tooltip.mode}
                  tooltip={tooltip}
                />
              )
            }
          />
        );
      }}
    </TimeSeries>
  );
}

const firstFrame = <Frame,>(frames: readonly Frame[]): Frame => frames[0]!;
