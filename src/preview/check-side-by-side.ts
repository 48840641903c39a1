import { createSlots, mapBounded, type Slots } from "../check/run/bounded.ts";
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
 * its own queries are.
 *
 * @returns results in the order of the dashboards.
 * @throws the first error, when the checks at work have ended.
 */
export async function checkSideBySide<Item, Result>(
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
  const shares = items.map(() => 0);
  const reach = (index: number, share: number) => {
    shares[index] = share;
    progress.update(
      title,
      shares.reduce((sum, one) => sum + one, 0),
      items.length,
    );
  };
  return mapBounded(items, atOnce.dashboards, async (item, index) => {
    const update = (_: string, done: number, total: number) => reach(index, total <= 0 ? 0 : Math.min(1, done / total));
    const own = { ...context, progress: { ...progress, update } };
    const result = await check(item, { slots, context: own });
    reach(index, 1);
    return result;
  });
}
