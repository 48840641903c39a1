import type { CompactPage } from "../../../src/report/compact-page.ts";
import type { PageDashboard, PageData } from "../../../src/report/page-data.ts";

/** Puts the panels that a document has once into the views that have them. */
export function wholePage({ shared, dashboards, ...rest }: CompactPage): PageData {
  const filled = ({ views, comparison, ...others }: CompactPage["dashboards"][number]): PageDashboard => {
    const { before, ...compared } = comparison ?? {};
    return {
      ...others,
      views: views.map((view) => ({
        ...view,
        panels: view.panels.map((panel) => (typeof panel === "number" ? shared[panel]! : panel)),
      })),
      ...(comparison === undefined
        ? {}
        : {
            comparison: {
              ...(compared as Omit<typeof comparison, "before">),
              ...(before === undefined ? {} : { before: filled(before) }),
            },
          }),
    };
  };
  return { ...rest, dashboards: dashboards.map(filled) };
}
