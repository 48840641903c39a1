import type { PageLayout, PagePanel } from "../../../src/report/page-data.ts";
import { PanelFrame } from "../panel/panel-frame.tsx";
import { autoGridBoxes, type Box, bandsOf, gridBoxes } from "./grid.ts";
import { RowView } from "./row-view.tsx";
import { TabsView } from "./tabs-view.tsx";

interface LayoutViewProps {
  readonly layout: PageLayout;
  readonly panels: readonly PagePanel[];
  /** Pixels. */
  readonly width: number;
}

/** Panels as the dashboard arranges them. */
export function LayoutView({ layout, panels, width }: LayoutViewProps) {
  switch (layout.kind) {
    case "grid":
      return <Boxes {...gridBoxes(layout.items, width)} panels={panels} />;
    case "auto-grid":
      return <Boxes {...autoGridBoxes(layout, { width, screen: window.innerHeight - 120 })} panels={panels} />;
    case "rows":
      return layout.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows never move
        <RowView key={index} row={row} panels={panels} width={width} />
      ));
    case "tabs":
      return <TabsView tabs={layout.tabs} panels={panels} width={width} />;
  }
}

interface BoxesProps {
  readonly boxes: readonly Box[];
  readonly height: number;
  readonly panels: readonly PagePanel[];
}

function Boxes({ boxes, height, panels }: BoxesProps) {
  return (
    <div className="dp-grid" style={{ height }}>
      {bandsOf(boxes).map(({ apart, height: high, boxes: beside }) => (
        <div key={beside[0]?.panel} className="dp-band" style={{ height: high, marginTop: apart }}>
          {beside.map(({ panel: index, ...box }) => {
            const panel = panels[index];
            if (panel === undefined) return null;
            return (
              <div key={panel.key} className="dp-grid-item" style={box}>
                <PanelFrame panel={panel} width={box.width} height={box.height} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
