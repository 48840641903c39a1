import { Tooltip } from "@grafana/ui";
import { useEffect, useRef, useState } from "react";
import type { PageAlertRule, PagePanel, PageRange } from "../../../src/report/page-data.ts";
import { useDashboard } from "../shell/dashboard-scope.ts";
import { activeSpans, type PlacedSpan } from "./alert-rows.ts";
import { placeOf, spokenSpan } from "./state-bar.tsx";

/** Pixels of one alert, the gap below included. */
const laneHeight = 7;
/** Alerts above a panel at most. */
const maxLanes = 4;
/** Spans of one alert that a tooltip names. */
const maxNamed = 5;

/** Panels whose plot has the time from left to right. */
const overTime = new Set("timeseries heatmap state-timeline status-history".split(" "));

interface Lane {
  readonly rule: PageAlertRule;
  readonly spans: readonly PlacedSpan[];
}

/** The alerts on a panel's metrics that are pending or fire in its time, and how high they are. */
export function useAlertLanes(panel: PagePanel): { readonly lanes: readonly Lane[]; readonly height: number } {
  const { alerts, range, zoomed } = useDashboard();
  const shown: PageRange = zoomed ? range : (panel.range ?? range);
  const rules = (panel.alerts ?? []).flatMap((key) => alerts?.rules.find((rule) => rule.key === key) ?? []);
  const lanes = rules
    .map((rule) => ({ rule, spans: activeSpans(rule, shown) }))
    .filter(({ spans }) => spans.length > 0)
    .slice(0, maxLanes);
  return { lanes, height: lanes.length * laneHeight };
}

/** Thin strips above a panel, one for each alert. */
export function AlertStrip({ panel, lanes }: { readonly panel: PagePanel; readonly lanes: readonly Lane[] }) {
  const element = useRef<HTMLDivElement>(null);
  const { left, right } = usePlotEdges(element, overTime.has(panel.type));
  return (
    <div ref={element} className="dp-alert-strip" style={{ height: lanes.length * laneHeight }}>
      {lanes.map(({ rule, spans }) => (
        <Tooltip key={rule.key} content={<LaneText rule={rule} spans={spans} />} placement="top">
          <button
            type="button"
            className="dp-alert-lane"
            aria-label={`Alert ${rule.alert}, ${rule.grafanaState ?? rule.state}`}
            style={{ marginLeft: left, width: `calc(100% - ${left + right}px)` }}
          >
            {spans.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: spans never move
              <span key={index} data-state={one.span.state} style={placeOf(one)} />
            ))}
          </button>
        </Tooltip>
      ))}
    </div>
  );
}

function LaneText({ rule, spans }: Lane) {
  const { timeZone } = useDashboard();
  const named = spans.map(({ span }) => span).toSorted((a, b) => a.fromMs - b.fromMs);
  return (
    <div className="dp-alert-text">
      <p>
        <strong>{rule.alert}</strong>
      </p>
      {named.slice(0, maxNamed).map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans never move
        <p key={index}>{spokenSpan(span, timeZone)}</p>
      ))}
      {named.length > maxNamed ? <p>… and {named.length - maxNamed} more</p> : null}
    </div>
  );
}

/** How far a plot lies within its panel, in pixels, so that the same instant is above itself. */
function usePlotEdges(
  element: React.RefObject<HTMLDivElement | null>,
  isOverTime: boolean,
): { readonly left: number; readonly right: number } {
  const [edges, setEdges] = useState({ left: 0, right: 0 });
  useEffect(() => {
    const strip = element.current;
    const frame = strip?.parentElement;
    if (!isOverTime || strip === null || frame === null || frame === undefined) return;
    const sized = new ResizeObserver(() => measure());
    let plot: Element | null = null;
    const measure = () => {
      const found = frame.querySelector(".u-over");
      if (found !== plot) {
        sized.disconnect();
        if (found !== null) sized.observe(found);
        plot = found;
      }
      const [outer, inner] = [strip.getBoundingClientRect(), plot?.getBoundingClientRect()];
      if (inner === undefined || inner.width === 0) return;
      const [left, right] = [inner.left - outer.left, outer.right - inner.right].map((one) => Math.max(0, one));
      setEdges((before) => (before.left === left && before.right === right ? before : { left: left!, right: right! }));
    };
    // The plot comes later than its frame, and anew with other settings.
    const changed = new MutationObserver(measure);
    changed.observe(frame, { childList: true, subtree: true });
    measure();
    return () => {
      sized.disconnect();
      changed.disconnect();
    };
  }, [element, isOverTime]);
  return edges;
}
