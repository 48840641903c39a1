import type { DashboardChange } from "../../dashboard/diff/diff-changes.ts";
import { defined } from "../../json/defined.ts";
import type { PageChange } from "../page-data.ts";

/** A change of a panel or dashboard, in the words that a page shows beside its values. */
export function pageChange(change: DashboardChange): PageChange {
  const what = wordsOf(change);
  if ("settings" in change) return { what, after: change.settings.join(", ") };
  const { before, after } = change as { before?: string | undefined; after?: string | undefined };
  return { what, ...defined({ before, after }) };
}

function wordsOf(change: DashboardChange): string {
  switch (change.kind) {
    case "panel-moved":
      return change.how;
    case "panel-retitled":
      return "title";
    case "panel-settings":
      return "settings";
    case "query-settings":
      return `query ${change.refId}: settings`;
    case "query-added":
    case "query-removed":
    case "query-changed":
      return `query ${change.refId}`;
    case "variable-added":
    case "variable-removed":
    case "variable-changed":
      return `variable $${change.variable}${change.what === "" ? "" : `: ${change.what}`}`;
    case "annotation-added":
    case "annotation-removed":
    case "annotation-changed":
      return `annotation ${change.annotation}`;
    default:
      return "panel" in change && change.panel.type === "row"
        ? `row ${change.panel.title}: ${change.kind.replace("panel-", "")}`
        : change.kind.replace("panel-", "").replaceAll("-", " ");
  }
}
