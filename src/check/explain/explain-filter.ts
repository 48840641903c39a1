import { filterMatcher, type SavedFilter, showFilter } from "../../dashboard/view/ad-hoc-filters.ts";
import type { Condition } from "./conditions.ts";
import type { Explanation } from "./explanation.ts";

/**
 * The explanation, with the ad hoc filter named that leaves nothing: its condition stands in no query of the source, so
 * that nobody would find it there.
 *
 * @param failing - the condition of the selector that leaves nothing.
 */
export function explainFilter(
  explanation: Explanation,
  failing: Pick<Condition, "name" | "operator" | "value"> | undefined,
  filters: readonly SavedFilter[],
): Explanation {
  if (failing === undefined) return explanation;
  const filter = filters.find((one) => {
    const matcher = filterMatcher(one);
    if (matcher?.name !== failing.name || matcher.op !== failing.operator) return false;
    // A variable that it names is filled in by now.
    return matcher.value === failing.value || matcher.value.includes("$");
  });
  if (filter === undefined) return explanation;
  return {
    ...explanation,
    code: "filter-leaves-nothing",
    reason: `the saved filter ${showFilter(filter)} of $${filter.variable} leaves nothing: ${explanation.reason}`,
  };
}
