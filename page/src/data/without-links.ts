import type { PageDashboard, PageData, PageFieldConfig, PagePanel } from "../../../src/report/page-data.ts";

const leading = new Set(["links", "actions"]);

/** A document of dashboards that are not trusted, without the links and actions of its values. */
export function withoutLinks(data: PageData): PageData {
  if (!data.untrusted) return data;
  return { ...data, dashboards: data.dashboards.map(ofDashboard) };
}

function ofDashboard(dashboard: PageDashboard): PageDashboard {
  const { comparison } = dashboard;
  const before = comparison?.before;
  return {
    ...ofViews(dashboard),
    ...(comparison === undefined || before === undefined
      ? {}
      : { comparison: { ...comparison, before: ofViews(before) } }),
  };
}

function ofViews<Some extends Pick<PageDashboard, "views">>(dashboard: Some): Some {
  return { ...dashboard, views: dashboard.views.map((view) => ({ ...view, panels: view.panels.map(ofPanel) })) };
}

function ofPanel(panel: PagePanel): PagePanel {
  return { ...panel, fieldConfig: ofSettings(panel.fieldConfig) };
}

function ofSettings({ defaults, overrides }: PageFieldConfig): PageFieldConfig {
  return {
    defaults: Object.fromEntries(Object.entries(defaults).filter(([name]) => !leading.has(name))),
    overrides: overrides.map((rule) => {
      const { properties } = (rule ?? {}) as { readonly properties?: unknown };
      if (!Array.isArray(properties)) return rule;
      return { ...(rule as object), properties: properties.filter((one) => !leading.has(one?.id)) };
    }),
  };
}
