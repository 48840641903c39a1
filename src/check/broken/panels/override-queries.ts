import { valueAt } from "../../../json/edit.ts";
import { asArray } from "../../../json/read.ts";
import type { CheckFinding } from "../../result.ts";
import { aboutPanel, type WrittenDashboard } from "../written-dashboard.ts";

/**
 * Overrides for a query (`byFrameRefID`) that the panel does not have. Where transformations make new frames, or
 * another panel's result is shown, nobody knows their names.
 */
export function overrideQueries({ panels }: WrittenDashboard): CheckFinding[] {
  return panels.flatMap((panel) => {
    const { view } = panel;
    const refIds = view.targets.map(({ refId }) => refId);
    if (refIds.length === 0 || refIds.includes(undefined)) return [];
    if (view.targets.some(({ use }) => use.kind === "dashboard")) return [];
    if (asArray(valueAt(view.node, view.paths.transformations)).length > 0) return [];
    return view.settings.overrides
      .filter(({ matcher, option }) => matcher === "byFrameRefID" && !refIds.includes(option))
      .map(({ option }) => {
        const reason = `an override is for query ${option}, but the panel has ${refIds.join(", ")}`;
        return aboutPanel(panel, { code: "override-without-query", reason });
      });
  });
}
