import { useEffect, useMemo } from "react";
import type { PagePanel } from "../../../src/report/page-data.ts";
import { replaceVariables } from "../data/replace-variables.ts";
import { timeRangeOf } from "../data/time-range.ts";
import { panelOf } from "../panels/registry.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { useFrames } from "./use-frames.ts";

interface PanelBodyProps {
  readonly panel: PagePanel;
  readonly width: number;
  readonly height: number;
  readonly onDrawn: () => void;
}

/** What stands in a panel's frame. */
export function PanelBody({ panel, width, height, onDrawn }: PanelBodyProps) {
  const { theme, timeZone, range, zoomed, zoom, annotations } = useDashboard();
  const frames = useFrames(panel);
  const shown = zoomed ? range : (panel.range ?? range);
  const timeRange = useMemo(() => timeRangeOf(shown), [shown]);
  useEffect(() => {
    if (frames !== undefined) onDrawn();
  }, [frames, onDrawn]);
  if (frames === undefined || width <= 0 || height <= 0) return null;
  const Drawn = panelOf(panel.type);
  return (
    <Drawn
      panel={panel}
      data={frames}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone={timeZone}
      theme={theme}
      annotations={panel.annotations ? annotations : []}
      onZoom={({ from, to }) => zoom({ fromMs: from, toMs: to })}
      replaceVariables={replaceVariables}
    />
  );
}
