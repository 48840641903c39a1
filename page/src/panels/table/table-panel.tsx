import { type FieldConfigSource, getFrameDisplayName } from "@grafana/data";
import type { TableCellHeight } from "@grafana/schema";
import { TableNG } from "@grafana/ui/unstable";
import { useMemo, useState } from "react";
import { EmptyNote } from "../../panel/empty-note.tsx";
import type { PanelProps } from "../panel-props.ts";
import { withSafeCells } from "./safe-cells.tsx";

interface TableOptions {
  readonly frameIndex?: number;
  readonly showHeader?: boolean;
  readonly showTypeIcons?: boolean;
  readonly sortBy?: { displayName: string; desc?: boolean }[];
  readonly cellHeight?: TableCellHeight;
  readonly maxRowHeight?: number;
  readonly frozenColumns?: { left?: number };
}

const pickerHeight = 40;

/** Rows and columns; of several frames the one that was chosen. Pages are not kept: the page scrolls. */
export function TablePanel({ panel, data, width, height, timeRange }: PanelProps) {
  const options = panel.options as TableOptions;
  const [chosen, setChosen] = useState(options.frameIndex ?? 0);
  const frames = useMemo(() => data.filter(({ fields }) => fields.length > 0).map(withSafeCells), [data]);
  const index = frames[chosen] === undefined ? 0 : chosen;
  const frame = frames[index];
  if (frame === undefined) return <EmptyNote panel={panel} />;
  const several = frames.length > 1;
  return (
    <>
      <TableNG
        ariaLabel={panel.title}
        data={frame}
        width={width}
        height={height - (several ? pickerHeight : 0)}
        noHeader={options.showHeader === false}
        showTypeIcons={options.showTypeIcons ?? false}
        resizable
        sortBy={options.sortBy}
        cellHeight={options.cellHeight}
        maxRowHeight={options.maxRowHeight}
        frozenColumns={options.frozenColumns?.left}
        noValue={panel.fieldConfig.defaults["noValue"] as string | undefined}
        transparent={panel.transparent}
        timeRange={timeRange}
        fieldConfig={panel.fieldConfig as unknown as FieldConfigSource}
        structureRev={1}
        getActions={() => []}
      />
      {several ? (
        <div className="dp-frame-picker">
          <select aria-label="Table" value={index} onChange={({ target }) => setChosen(Number(target.value))}>
            {frames.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: frames have no other name
              <option key={at} value={at}>
                {getFrameDisplayName(one, at)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </>
  );
}
