import type { PageDashboard, PageData, PageFieldConfig, PagePanel } from "../../../src/report/page-data.ts";

/** A document of dashboards that are not trusted: links of values have no address, and there are no actions. */
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
    defaults: Object.fromEntries(Object.entries(defaults).flatMap(([name, value]) => settingOf(name, value))),
    overrides: overrides.map((rule) => {
      const { properties } = (rule ?? {}) as { readonly properties?: unknown };
      if (!Array.isArray(properties)) return rule;
      return { ...(rule as object), properties: properties.flatMap(propertyOf) };
    }),
  };
}

function settingOf(name: string, value: unknown): [name: string, value: unknown][] {
  if (name === "actions") return [];
  return [[name, name === "links" && Array.isArray(value) ? value.map(titleOf) : value]];
}

function propertyOf(property: { readonly id?: unknown; readonly value?: unknown } | null): unknown[] {
  const { id, value } = property ?? {};
  return settingOf(String(id), value).map(([, kept]) => (id === "links" ? { id, value: kept } : property));
}

const titleOf = (link: { readonly title?: unknown } | null) => ({ title: link?.title, url: "" });
