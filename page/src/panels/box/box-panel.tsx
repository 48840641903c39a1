import type { PanelProps } from "../panel-props.ts";

/** A panel of a type that is not drawn here: its name, and what it was to show. */
export function BoxPanel({ panel, data, width, height }: PanelProps) {
  return (
    <div className="box-panel" style={{ width, height }}>
      <p>{panel.writtenType ?? panel.type}</p>
      <p>{data.length === 0 ? "No data" : `${data.length} frames`}</p>
    </div>
  );
}
