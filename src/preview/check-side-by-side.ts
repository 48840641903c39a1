import type { SourceDashboard } from "../dashboard/read/source.ts";
import { parts } from "../dashboard/view/parts.ts";
import { queriesIn } from "../dashboard/view/queries.ts";
import { createSlots, mapBounded, type Slots } from "../system/bounded.ts";
import { counted } from "../text/counted.ts";
import type { RunContext } from "./context.ts";

/** Dashboards that are checked at once, and queries of all of them together. */
const atOnce = { dashboards: 4, queries: 8 };

/** A check's share of a run with others beside it. */
export interface CheckTurn {
  /** Its queries take turns with those of the others. */
  readonly slots: Slots;
  /** With the progress of all of them. */
  readonly context: RunContext;
}

/**
 * Checks dashboards side by side, within one bound on queries. Progress counts all of them together: each is as far as
 * its own queries are, and counts for as much as it has queries.
 *
 * @returns results in the order of the dashboards.
 * @throws the first error, when the checks at work have ended.
 */
export async function checkSideBySide<Item extends { readonly source: SourceDashboard }, Result>(
  items: readonly Item[],
  context: RunContext,
  check: (item: Item, turn: CheckTurn) => Promise<Result>,
): Promise<Result[]> {
  const slots = createSlots(atOnce.queries);
  const [only] = items;
  if (only === undefined) return [];
  if (items.length === 1) return [await check(only, { slots, context })];
  const { progress } = context;
  const title = `checking ${counted(items.length, "dashboard")}`;
  progress.step(title);
  const sizes = items.map(({ source }) => queriesIn(parts(source)).length + 1);
  const reached = items.map(() => 0);
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  const total = sum(sizes);
  const reach = (index: number, share: number) => {
    reached[index] = share * sizes[index]!;
    progress.update(title, sum(reached), total);
  };
  return mapBounded(items, atOnce.dashboards, async (item, index) => {
    const update = (_: string, done: number, total: number) => reach(index, total <= 0 ? 0 : Math.min(1, done / total));
    const own = { ...context, progress: { ...progress, update } };
    const result = await check(item, { slots, context: own });
    reach(index, 1);
    return result;
  });
}
