import { useId, useState } from "react";
import type { PageLayout, PagePanel } from "../../../src/report/page-data.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { LayoutView } from "./layout-view.tsx";

interface TabsViewProps {
  readonly tabs: readonly { readonly title: string; readonly layout: PageLayout }[];
  readonly panels: readonly PagePanel[];
  readonly width: number;
}

/** Tabs of a dashboard; all of them under each other where everything is to be shown. */
export function TabsView({ tabs, panels, width }: TabsViewProps) {
  const { unfolded } = useDashboard();
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const current = tabs[chosen] ?? tabs[0];
  if (current === undefined) return null;
  if (unfolded)
    return tabs.map(({ title, layout }, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: tabs never move
      <section key={index} aria-label={title}>
        <h2 className="dp-tab-title">{title}</h2>
        <LayoutView layout={layout} panels={panels} width={width} />
      </section>
    ));
  const move = (by: number) => {
    const next = (chosen + by + tabs.length) % tabs.length;
    setChosen(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <>
      <div
        role="tablist"
        className="dp-tabs"
        onKeyDown={({ key }) => {
          if (key === "ArrowRight") move(1);
          if (key === "ArrowLeft") move(-1);
        }}
      >
        {tabs.map(({ title }, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: tabs never move
            key={index}
            id={`${id}-${index}`}
            type="button"
            role="tab"
            aria-selected={index === chosen}
            aria-controls={`${id}-content`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => setChosen(index)}
          >
            {title}
          </button>
        ))}
      </div>
      <div id={`${id}-content`} role="tabpanel" aria-labelledby={`${id}-${chosen}`}>
        <LayoutView key={chosen} layout={current.layout} panels={panels} width={width} />
      </div>
    </>
  );
}
