import type {
  PageAlertRule,
  PageAlerts,
  PageDashboard,
  PageData,
  PagePanel,
  PageView,
} from "../../report/page-data.ts";
import type { RulesBeside, TestedBeside } from "../alerts/rules-beside.ts";
import { pageAlerts } from "./page-alerts.ts";
import { metricsOf, type Read, type RuleMetrics, ruleMetrics, sharedMetrics } from "./rule-metrics.ts";

/** Alerts above one panel. */
const maxOfPanel = 50;
/** Panels of a view that have an alert above them. */
const maxPanels = 6;

/** Puts what rules did into a page: all of it once, and at each panel the alerts that read its series. */
export function withAlerts(
  data: PageData,
  tested: TestedBeside | undefined,
  rules: RulesBeside | undefined,
  names: { readonly scenario?: string | undefined; readonly base?: string | undefined },
): PageData {
  if (tested === undefined || rules === undefined) return data;
  const reads = new Map<string, readonly Read[]>();
  const alerts = pageAlerts(tested, rules, { ...names, reads });
  const metrics = ruleMetrics(rules.now.checked.groups);
  return {
    ...data,
    alerts: [alerts],
    dashboards: data.dashboards.map(
      (one): PageDashboard => ({ ...one, views: one.views.map((view) => inView(view, alerts, reads, metrics)) }),
    ),
  };
}

/** An alert stands above the panels that are most about what it reads; for the others it says how many there are. */
function inView(
  view: PageView,
  { rules }: PageAlerts,
  reads: ReadonlyMap<string, readonly Read[]>,
  metrics: RuleMetrics,
): PageView {
  const panels = view.panels.map(({ targets }) =>
    targets.filter(({ hidden }) => !hidden).flatMap(({ expr, ranExpr = expr }) => metrics.ofQuery(ranExpr)),
  );
  const above = new Map<number, PageAlertRule[]>();
  const others: [key: string, count: number][] = [];
  for (const rule of rules) {
    const own = reads.get(rule.key) ?? [];
    const marked = panels
      .map((panel, index) => ({ index, weight: weightOf(panel, own) }))
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight || a.index - b.index);
    for (const { index } of marked.slice(0, maxPanels)) above.set(index, [...(above.get(index) ?? []), rule]);
    if (marked.length > maxPanels) others.push([rule.key, marked.length - maxPanels]);
  }
  return {
    ...view,
    panels: view.panels.map((panel, index) => inPanel(panel, above.get(index) ?? [])),
    ...(others.length === 0 ? {} : { otherPanels: Object.fromEntries(others) }),
  };
}

/** How much of what a panel reads an alert reads too, and the other way round; 0 for nothing, at most 2. */
function weightOf(panel: readonly Read[], alert: readonly Read[]): number {
  const shared = sharedMetrics(panel, alert).size;
  return shared === 0 ? 0 : shared / metricsOf(panel).length + shared / metricsOf(alert).length;
}

const order = { firing: 0, error: 1, nodata: 2, pending: 3, inactive: 4 };

/** Those that do something come first. */
function inPanel(panel: PagePanel, rules: readonly PageAlertRule[]): PagePanel {
  if (rules.length === 0) return panel;
  const sorted = rules.toSorted((a, b) => order[a.state] - order[b.state]);
  return { ...panel, alerts: sorted.slice(0, maxOfPanel).map(({ key }) => key) };
}
