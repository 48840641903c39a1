import { type DataFrame, FieldType, formattedValueToString } from "@grafana/data";
import { SortOrder, type TooltipDisplayMode, type VizTooltipOptions } from "@grafana/schema";
import {
  getFieldDisplayItems,
  getFieldDisplayLinks,
  isTooltipScrollable,
  VizTooltipContent,
  VizTooltipFooter,
  VizTooltipHeader,
  VizTooltipWrapper,
} from "@grafana/ui";

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
export function SeriesTooltip({ frame, indices, series, pinned, mode, tooltip }: SeriesTooltipProps) {
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
