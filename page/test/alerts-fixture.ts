import type { PageAlertRule, PageAlertSpan, PageAlerts, PageDashboard } from "../../src/report/page-data.ts";
import { endMs, startMs, webDashboard } from "./fixture.ts";

const minute = 60_000;

/** A span from and to minutes after the begin of the fixture's data. */
function span(
  state: PageAlertSpan["state"],
  from: number,
  to: number,
  more: Partial<PageAlertSpan> = {},
): PageAlertSpan {
  return { state, fromMs: startMs + from * minute, toMs: startMs + to * minute, ...more };
}

function rule(alert: string, more: Partial<PageAlertRule>): PageAlertRule {
  return {
    ...{ key: alert, alert, group: "web", file: "rules.yaml", line: 7, expr: "errors_total > 1" },
    ...{ forMs: 5 * minute, keepFiringForMs: 0, intervalMs: minute, state: "inactive", failures: [] },
    ...{ metrics: ["errors_total"], instances: [] },
    ...more,
  };
}

/** Fires from the 100th to the 160th of 360 minutes. */
export const firingRule = rule("HighErrorRate", {
  state: "firing",
  instances: [
    {
      labels: { alertname: "HighErrorRate", pod: "api-1" },
      spans: [
        span("inactive", 0, 90),
        span("pending", 90, 100, { value: 2, annotations: {} }),
        span("firing", 100, 160, { value: 3.5, annotations: { summary: "api-1 <b>fails</b>" } }),
        span("inactive", 160, 360),
      ],
    },
  ],
});

export const quietRule = rule("LongQueue", { reason: "the comparison > filters everything out" });

/** Alerts on the data of the fixture. */
export function alertsWith(rules: readonly PageAlertRule[], more: Partial<PageAlerts> = {}): PageAlerts {
  const range = { fromMs: startMs, toMs: endMs };
  return { range, rules, problems: [], unevaluated: [], records: [], expectations: [], ...more };
}

/** The web dashboard with alerts at its first panel. */
export function alertedDashboard(keys: readonly string[]): PageDashboard {
  const web = webDashboard();
  const [view] = web.views;
  const [first, ...others] = view!.panels;
  return { ...web, sharedCursor: "crosshair", views: [{ ...view!, panels: [{ ...first!, alerts: keys }, ...others] }] };
}
