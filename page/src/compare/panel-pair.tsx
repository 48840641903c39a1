import { useRef, useState } from "react";
import type { PagePanel, PagePanelChange } from "../../../src/report/page-data.ts";
import { gap } from "../layout/grid.ts";
import { PanelFrame } from "../panel/panel-frame.tsx";
import { useInSight } from "../panel/use-in-sight.ts";
import { type DashboardScope, DashboardScopeProvider } from "../shell/dashboard-scope.ts";
import { ChangeList } from "./change-list.tsx";
import { SliderView } from "./slider-view.tsx";

export interface ComparedPanel {
  readonly change: PagePanelChange;
  readonly before: PagePanel | undefined;
  readonly after: PagePanel | undefined;
}

interface PanelPairProps {
  readonly panel: ComparedPanel;
  readonly width: number;
  readonly base: string;
  readonly scopeBefore: DashboardScope;
  readonly scopeAfter: DashboardScope;
}

const height = 320;
const narrow = 769;

/** A panel before and after its change, side by side or one over the other, with what changed. */
export function PanelPair({ panel, width, base, scopeBefore, scopeAfter }: PanelPairProps) {
  const { change, before, after } = panel;
  const [sliding, setSliding] = useState(false);
  const element = useRef<HTMLElement>(null);
  // Unchanged ones are folded: nothing of them is drawn before they are opened.
  const seen = useInSight(element, scopeAfter.all && change.kind !== "unchanged");
  const both = before !== undefined && after !== undefined;
  const stacked = width < narrow;
  const half = stacked || !both ? width : Math.floor((width - gap) / 2);
  const each = both ? half : Math.min(width, 900);
  const frame = (one: PagePanel, scope: DashboardScope, size: number) => (
    <DashboardScopeProvider value={scope}>
      <PanelFrame panel={one} width={size} height={height} />
    </DashboardScopeProvider>
  );
  return (
    <section ref={element} className="dp-pair" data-kind={change.kind} aria-label={`${change.title}, ${change.kind}`}>
      <header>
        <h2>{change.title || "Panel without a title"}</h2>
        <span className="dp-kind">{change.kind}</span>
        {both ? (
          <button type="button" aria-pressed={sliding} onClick={() => setSliding(!sliding)}>
            Slider
          </button>
        ) : null}
      </header>
      {!seen ? (
        <div style={{ height }} />
      ) : both && sliding ? (
        <SliderView
          width={each}
          height={height}
          before={frame(before, scopeBefore, each)}
          after={frame(after, scopeAfter, each)}
        />
      ) : (
        <div className="dp-sides" data-stacked={stacked}>
          {before === undefined ? null : (
            <figure>
              <figcaption>Before ({base})</figcaption>
              {frame(before, scopeBefore, each)}
            </figure>
          )}
          {after === undefined ? null : (
            <figure>
              <figcaption>After</figcaption>
              {frame(after, scopeAfter, each)}
            </figure>
          )}
        </div>
      )}
      {change.changes.length === 0 ? null : <ChangeList changes={change.changes} />}
    </section>
  );
}
