import type { CheckPanel, CheckQuery } from "./run/check-query.ts";

/** A panel and the queries that it is drawn from. */
export interface PanelGroup {
  readonly panel: CheckPanel;
  readonly queries: CheckQuery[];
}

/**
 * Every panel with its queries, in the dashboard's order: by the panel's position, since two panels may share an id and
 * a title. A query that names no position goes to the first panel of its id and title, or makes a group of its own.
 */
export function groupByPanel(
  queries: readonly CheckQuery[],
  panels: readonly CheckPanel[] | undefined,
): readonly PanelGroup[] {
  const groups: PanelGroup[] = (panels ?? []).map((panel) => ({ panel, queries: [] }));
  const byName = new Map<string, PanelGroup>();
  for (const group of [...groups].reverse()) byName.set(nameOf(group.panel.id, group.panel.title), group);
  for (const query of queries) {
    if (query.place !== "panel") continue;
    const { panelIndex, panelId: id, panelTitle: title = "", panelType: type, unit } = query;
    const listed = panelIndex === undefined ? undefined : groups[panelIndex];
    const name = nameOf(id, title);
    const group = listed ?? byName.get(name) ?? { panel: { id, title, type, unit }, queries: [] };
    if (listed === undefined && !byName.has(name)) groups.push(group);
    if (listed === undefined) byName.set(name, group);
    group.queries.push(query);
  }
  return groups;
}

const nameOf = (id: number | undefined, title: string) => JSON.stringify([id ?? null, title]);
