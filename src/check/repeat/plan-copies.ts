import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import type { PanelGroup } from "../panel-groups.ts";
import { copiesOf, type PanelCopies, usualCopies } from "./copies.ts";

/** A panel with its queries, and its copies if it is repeated. */
export interface PlannedPanel {
  readonly group: PanelGroup;
  readonly copies: PanelCopies | undefined;
}

/**
 * Decides which copies of each panel are looked at. Every panel has its first copy before any has a second one; then
 * those that come first have theirs until no queries are left.
 *
 * @param options.maxQueries - queries of the whole dashboard.
 * @param options.single - queries of the dashboard without copies.
 * @returns the panels in their order, and how many queries their copies come to in addition.
 */
export function planCopies(
  groups: readonly PanelGroup[],
  resolved: ReadonlyMap<string, ResolvedVariable>,
  {
    maxQueries,
    maxCopies = usualCopies,
    single,
  }: { readonly maxQueries: number; readonly maxCopies?: number | undefined; readonly single: number },
): { readonly panels: readonly PlannedPanel[]; readonly added: number } {
  const known = new Map<string, PanelCopies | undefined>();
  const ofKind = (repeats: readonly string[], most: number) => {
    const key = JSON.stringify([repeats, most]);
    if (!known.has(key)) known.set(key, copiesOf(repeats, resolved, most));
    return known.get(key);
  };
  const room = Math.max(0, maxQueries - single);
  let added = 0;
  const panels = groups.map((group): PlannedPanel => {
    const [first] = group.queries;
    if (first?.repeats === undefined || first.repeats.length === 0) return { group, copies: undefined };
    const most = Math.min(maxCopies, 1 + Math.floor((room - added) / group.queries.length));
    const copies = ofKind(first.repeats, most);
    added += ((copies?.copies.length ?? 1) - 1) * group.queries.length;
    return { group, copies };
  });
  return { panels, added };
}
