import type { PageAlerts, PageDashboard, PageData, PagePanel } from "../../report/page-data.ts";
import type { RulesBeside, TestedBeside } from "../alerts/rules-beside.ts";
import { pageAlerts } from "./page-alerts.ts";
import { type RuleMetrics, ruleMetrics } from "./rule-metrics.ts";

/** Alerts above one panel. */
const maxOfPanel = 50;

/** Puts what rules did into a page: all of it once, and at each panel the alerts that read its metrics. */
export function withAlerts(
  data: PageData,
  tested: TestedBeside | undefined,
  rules: RulesBeside | undefined,
  names: { readonly scenario?: string | undefined; readonly base?: string | undefined },
): PageData {
  if (tested === undefined || rules === undefined) return data;
  const alerts = pageAlerts(tested, rules, names);
  const metrics = ruleMetrics(rules.now.checked.groups);
  return { ...data, alerts: [alerts], dashboards: data.dashboards.map((one) => inDashboard(one, alerts, metrics)) };
}

function inDashboard(dashboard: PageDashboard, alerts: PageAlerts, metrics: RuleMetrics): PageDashboard {
  const views = dashboard.views.map((view) => ({
    ...view,
    panels: view.panels.map((panel) => inPanel(panel, alerts, metrics)),
  }));
  return { ...dashboard, views };
}

/** Those that do something come first. */
function inPanel(panel: PagePanel, { rules }: PageAlerts, metrics: RuleMetrics): PagePanel {
  const read = new Set(
    panel.targets.filter(({ hidden }) => !hidden).flatMap(({ expr, ranExpr = expr }) => metrics.ofQuery(ranExpr)),
  );
  if (read.size === 0) return panel;
  const found = rules.filter((rule) => rule.metrics.some((name) => read.has(name)));
  if (found.length === 0) return panel;
  const order = { firing: 0, error: 1, nodata: 2, pending: 3, inactive: 4 };
  const sorted = found.toSorted((a, b) => order[a.state] - order[b.state]);
  return { ...panel, alerts: sorted.slice(0, maxOfPanel).map(({ key }) => key) };
}
