import { DashboardCursorSync, type DataFrame, FieldType, formattedValueToString } from "@grafana/data";
import { SortOrder, TooltipDisplayMode, type VizTooltipOptions } from "@grafana/schema";
import {
  getFieldDisplayItems,
  getFieldDisplayLinks,
  isTooltipScrollable,
  TooltipPlugin2,
  VizTooltipContent,
  VizTooltipFooter,
  VizTooltipHeader,
  VizTooltipWrapper,
} from "@grafana/ui";
import type { ComponentProps } from "react";
import { hoverModes } from "./hover-modes.ts";

type PluginProps = ComponentProps<typeof TooltipPlugin2>;

/** What a panel's tooltip is about, and how it is shared with other panels. */
type SeriesTooltipPluginProps = Pick<PluginProps, "config" | "queryZoom" | "clientZoom" | "syncMode" | "syncScope"> & {
  /** All series on one axis. */
  readonly frame: DataFrame;
  /** The panel's options. */
  readonly options: Partial<VizTooltipOptions> | undefined;
};

/** The tooltip of lines, as the panel's options want it: of one series, of all, or none. */
export function SeriesTooltipPlugin({ frame, options, ...plugin }: SeriesTooltipPluginProps) {
  const tooltip = { mode: TooltipDisplayMode.Single, ...options };
  return (
    <TooltipPlugin2
      syncMode={DashboardCursorSync.Off}
      {...plugin}
      hoverMode={tooltip.mode === TooltipDisplayMode.Multi ? hoverModes.xAll : hoverModes.xOne}
      maxWidth={tooltip.maxWidth}
      render={(_plot, indices, series, pinned, _dismiss, _range, viaSync) =>
        tooltip.mode === TooltipDisplayMode.None ? null : (
          <SeriesTooltip
            frame={frame}
            indices={indices}
            series={series}
            pinned={pinned}
            mode={viaSync ? TooltipDisplayMode.Multi : tooltip.mode}
            tooltip={tooltip}
          />
        )
      }
    />
  );
}

interface SeriesTooltipProps {
  /** All series on one time axis. */
  readonly frame: DataFrame;
  /** The row of each field that is pointed at. */
  readonly indices: (number | null)[];
  /** The field that is nearest. */
  readonly series: number | null;
  readonly pinned: boolean;
  readonly mode: TooltipDisplayMode;
  readonly tooltip: Partial<VizTooltipOptions>;
}

/** A time and the values of the series there. */
function SeriesTooltip({ frame, indices, series, pinned, mode, tooltip }: SeriesTooltipProps) {
  const time = frame.fields[0]!;
  const at = time.values[indices[0] ?? 0];
  const items = getFieldDisplayItems(
    frame.fields,
    time,
    indices,
    series,
    mode,
    tooltip.sort ?? SortOrder.None,
    ({ type }) => type === FieldType.number || type === FieldType.enum,
    tooltip.hideZeros,
  );
  const row = series === null ? null : indices[series];
  const links = pinned && series !== null && row != null ? getFieldDisplayLinks(frame.fields[series]!, row) : [];
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader
        item={{
          label: time.type === FieldType.time ? "" : (time.state?.displayName ?? time.name),
          value: time.display === undefined ? String(at) : formattedValueToString(time.display(at)),
        }}
        isPinned={pinned}
      />
      <VizTooltipContent
        items={items}
        isPinned={pinned}
        scrollable={isTooltipScrollable({ mode, maxHeight: tooltip.maxHeight })}
        maxHeight={tooltip.maxHeight}
      />
      {links.length > 0 ? <VizTooltipFooter dataLinks={links} /> : null}
    </VizTooltipWrapper>
  );
}
