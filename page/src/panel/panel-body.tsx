import { DashboardCursorSync, type DataFrame } from "@grafana/data";
import { type PanelContext, PanelContextProvider } from "@grafana/ui";
import { useEffect, useMemo, useState } from "react";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { replaceVariables } from "../data/replace-variables.ts";
import { timeRangeOf } from "../data/time-range.ts";
import { panelOf } from "../panels/registry.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { EmptyNote } from "./empty-note.tsx";
import { Notices, noticeHeight, noticesOf } from "./notices.tsx";
import { spokenText } from "./spoken-text.ts";
import { useFrames } from "./use-frames.ts";
import { useHiddenSeries } from "./use-hidden-series.ts";

interface PanelBodyProps {
  readonly panel: PagePanel;
  readonly width: number;
  readonly height: number;
  readonly onDrawn: () => void;
}

const syncs = {
  off: DashboardCursorSync.Off,
  crosshair: DashboardCursorSync.Crosshair,
  tooltip: DashboardCursorSync.Tooltip,
};
/** Types that are painted: nothing of them can be read out. */
const painted = new Set(
  "timeseries heatmap histogram barchart state-timeline status-history xychart trend candlestick".split(" "),
);
/** Types that show something without data. */
const withoutData = new Set(["text", "news", "dashlist", "alertlist", "annolist", "welcome", "gettingstarted"]);

/** What stands in a panel's frame. */
export function PanelBody({ panel, width, height, onDrawn }: PanelBodyProps) {
  const { theme, timeZone, range, zoomed, zoom, annotations, sharedCursor, events } = useDashboard();
  const frames = useFrames(panel);
  const { shown, toggle } = useHiddenSeries(frames);
  const [legendSort, setLegendSort] = useState<LegendSort>({});
  const sorted = useMemo(() => withLegendSort(panel, legendSort), [panel, legendSort]);
  const drawnRange = zoomed ? range : (panel.range ?? range);
  const timeRange = useMemo(() => timeRangeOf(drawnRange), [drawnRange]);
  const context = useMemo<PanelContext>(
    () => ({
      eventsScope: "dashboard",
      eventBus: events,
      sync: () => syncs[sharedCursor],
      onToggleSeriesVisibility: toggle,
      onToggleLegendSort: (sortBy) => setLegendSort((before) => nextSort(before, sortBy)),
      canExecuteActions: () => false,
    }),
    [events, sharedCursor, toggle],
  );
  useEffect(() => {
    if (frames !== undefined) onDrawn();
  }, [frames, onDrawn]);
  if (shown === undefined || width <= 0 || height <= 0) return null;
  if (!withoutData.has(panel.type) && isEmpty(shown)) return <EmptyNote panel={panel} />;
  const Drawn = panelOf(panel.type);
  const notices = noticesOf(shown);
  return (
    <PanelContextProvider value={context}>
      <Notices texts={notices} />
      {painted.has(panel.type) ? <p className="dp-spoken">{spokenText(shown)}</p> : null}
      <Drawn
        panel={sorted}
        data={shown}
        width={width}
        height={Math.max(1, height - noticeHeight(notices))}
        timeRange={timeRange}
        timeZone={timeZone}
        theme={theme}
        annotations={panel.annotations ? annotations : noAnnotations}
        onZoom={({ from, to }) => zoom({ fromMs: Math.round(from), toMs: Math.round(to) })}
        replaceVariables={replaceVariables}
      />
    </PanelContextProvider>
  );
}

const noAnnotations: readonly never[] = [];

function isEmpty(frames: readonly DataFrame[]): boolean {
  return frames.every(({ fields }) => fields.every(({ values }) => values.length === 0));
}

interface LegendSort {
  readonly sortBy?: string;
  readonly sortDesc?: boolean;
}

/** A click on a column of the legend: down, up, as it was. */
function nextSort({ sortBy, sortDesc }: LegendSort, clicked: string): LegendSort {
  if (sortBy !== clicked) return { sortBy: clicked, sortDesc: true };
  return sortDesc === true ? { sortBy, sortDesc: false } : {};
}

function withLegendSort(panel: PagePanel, sort: LegendSort): PagePanel {
  if (sort.sortBy === undefined) return panel;
  return { ...panel, options: { ...panel.options, legend: { ...(panel.options["legend"] as object), ...sort } } };
}
