import type { RecordedCopy, RecordedDashboard, RecordedPanel, RecordedTarget } from "./record-shape.ts";

/** How a panel looks in Grafana, as far as its answers decide that. */
export type Verdict = "ok" | "empty" | "error" | "skipped";

/**
 * The verdict on a panel by what Grafana answered, by rules of its own: a panel that one visible query fails for shows
 * an error; else one finite number in a visible answer is something to draw. A repeated panel is as good as the worst of
 * its copies. A panel without queries shows no data at all, on purpose.
 */
export function verdictOf(panel: RecordedPanel, dashboard: RecordedDashboard): Verdict {
  if (panel.sharedFrom !== undefined) {
    const from = dashboard.panels.find(({ id }) => id === panel.sharedFrom);
    return from === undefined ? "error" : verdictOf(from, dashboard);
  }
  const verdicts = panel.copies.map(verdictOfCopy);
  return (["error", "empty", "ok"] as const).find((verdict) => verdicts.includes(verdict)) ?? "skipped";
}

/** The verdict on one copy of a panel. */
export function verdictOfCopy({ targets }: RecordedCopy): Verdict {
  if (targets.length === 0) return "skipped";
  const visible = targets.filter(({ hidden }) => !hidden);
  if (visible.some(({ error }) => error !== undefined)) return "error";
  return visible.some(hasNumber) ? "ok" : "empty";
}

const hasNumber = ({ series }: RecordedTarget) =>
  series.some(({ values }) => values.some((value) => typeof value === "number"));
