import type { FindingPlace } from "../dashboard/finding.ts";
import { nameCopies } from "./format-copies.ts";

/**
 * Where a finding is, in words: `Errors, query A`; `Errors, query A (ns=bank)` in a copy of a repeated panel; `variable
 * $job`; `annotation Deploys`.
 */
export function describePlace({ panel, refId, variable, annotation, panelId, copies }: FindingPlace): string {
  if (variable !== undefined) return `variable $${variable}`;
  if (annotation !== undefined) return `annotation ${annotation}`;
  if (panel === undefined && panelId === undefined) return "dashboard";
  const title =
    panel === undefined || panel === ""
      ? panelId === undefined
        ? "untitled panel"
        : `panel ${panelId} (untitled)`
      : panel;
  const place = refId === undefined ? title : `${title}, query ${refId}`;
  return copies === undefined ? place : `${place} (${nameCopies(copies)})`;
}
