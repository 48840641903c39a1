import type { PageComparison, PageDashboard, PageData, PagePanel, PageView } from "./page-data.ts";

/**
 * A document as it lies in a page: panels that are the same in several views, or before and after, stand there once.
 * The page puts them back.
 */
export interface CompactPage extends Omit<PageData, "dashboards"> {
  readonly shared: readonly PagePanel[];
  readonly dashboards: readonly CompactDashboard[];
}

/** In place of a panel its index in {@link CompactPage.shared}. */
interface CompactView extends Omit<PageView, "panels"> {
  readonly panels: readonly (PagePanel | number)[];
}

interface CompactDashboard extends Omit<PageDashboard, "views" | "comparison"> {
  readonly views: readonly CompactView[];
  readonly comparison?: Omit<PageComparison, "before"> & { readonly before?: CompactDashboard };
}

/** Takes out the panels that a document has more than once. */
export function compactPage(data: PageData): CompactPage {
  const uses = new Map<string, number>();
  const texts = new Map<PagePanel, string>();
  for (const { panels } of data.dashboards.flatMap(viewsOf))
    for (const panel of panels) {
      const text = JSON.stringify(panel);
      texts.set(panel, text);
      uses.set(text, (uses.get(text) ?? 0) + 1);
    }
  const shared: PagePanel[] = [];
  const places = new Map<string, number>();
  const placed = (panel: PagePanel): PagePanel | number => {
    const text = texts.get(panel)!;
    if (uses.get(text) === 1) return panel;
    if (!places.has(text)) places.set(text, shared.push(panel) - 1);
    return places.get(text)!;
  };
  const compact = ({ comparison, views, ...rest }: PageDashboard): CompactDashboard => ({
    ...rest,
    views: views.map((view) => ({ ...view, panels: view.panels.map(placed) })),
    ...(comparison === undefined ? {} : { comparison: withBefore(comparison, compact) }),
  });
  const dashboards = data.dashboards.map(compact);
  return { ...data, shared, dashboards };
}

function viewsOf({ views, comparison }: PageDashboard): readonly PageView[] {
  return [...views, ...(comparison?.before?.views ?? [])];
}

function withBefore({ before, ...rest }: PageComparison, compact: (dashboard: PageDashboard) => CompactDashboard) {
  return before === undefined ? rest : { ...rest, before: compact(before) };
}
