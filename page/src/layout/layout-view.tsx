import type { PageLayout, PagePanel } from "../../../src/report/page-data.ts";
import { PanelFrame } from "../panel/panel-frame.tsx";
import { gridBoxes } from "./grid.ts";

interface LayoutViewProps {
  readonly layout: PageLayout;
  readonly panels: readonly PagePanel[];
  /** Pixels. */
  readonly width: number;
}

/** Panels as the dashboard arranges them. */
export function LayoutView({ layout, panels, width }: LayoutViewProps) {
  if (layout.kind !== "grid") return null;
  const { boxes, height } = gridBoxes(layout.items, width);
  return (
    <div className="grid" style={{ height }}>
      {boxes.map(({ panel: index, ...box }) => {
        const panel = panels[index];
        if (panel === undefined) return null;
        return (
          <div key={panel.key} className="grid-item" style={box}>
            <PanelFrame panel={panel} width={box.width} height={box.height} />
          </div>
        );
      })}
    </div>
  );
}
