import type { CopyValues } from "../../dashboard/finding.ts";
import { defined } from "../../json/defined.ts";
import type { CheckedPanel } from "../check-panel.ts";
import type { CheckRun } from "../check-run.ts";
import type { CheckFinding, CheckState, CopyResult, PanelResult } from "../result.ts";
import type { ReviewerBackend } from "../run/ask-reviewer.ts";
import type { PanelCopies } from "./copies.ts";

/** Copies of one panel whose queries without data are explained, each of which takes many questions. */
const maxExplained = 3;

/**
 * Looks at each copy of a repeated panel, and joins what they show.
 *
 * @param copies - undefined for a panel that is not repeated.
 * @param check - looks at the panel with the variables of the run that it is given.
 */
export async function checkCopies(
  copies: PanelCopies | undefined,
  run: CheckRun,
  check: (run: CheckRun) => Promise<CheckedPanel>,
): Promise<CheckedPanel> {
  if (copies === undefined) return check(run);
  const reviewer = run.reviewer === undefined ? undefined : askOnce(run.reviewer);
  const checked: CheckedPanel[] = [];
  let explained = 0;
  // One after the other, so that the same copies are explained in every run. Panels are looked at together.
  for (const { resolved, values } of copies.copies) {
    const budget = explained < maxExplained ? run.budget : { ...run.budget, explained: 0 };
    const one = await check({ ...run, copy: values, resolved, reviewer, budget });
    if (one.results.some(({ state }) => state === "empty" || state === "error")) explained++;
    checked.push(one);
  }
  const each = checked.map(({ panel: { state, code, reason } }, index): CopyResult => {
    return { values: copies.copies[index]!.values, state, ...defined({ code, reason }) };
  });
  const reason = `not looked at: ${copies.copies.length} of its ${copies.total} copies were`;
  const leftOut = copies.leftOut.map((values): CopyResult => {
    return { values, state: "skipped", code: "too-many-copies", reason };
  });
  const panel = joinCopies(checked.map(({ panel: one }) => one));
  return {
    panel: { ...panel, copies: [...each, ...leftOut], copyCount: copies.total },
    results: checked.flatMap(({ results }, index) =>
      results.map((result) => ({ ...result, copy: copies.copies[index]!.values })),
    ),
    findings: ofCopies(checked, copies),
    // A panel that shows the result of a repeated one shows its first copy.
    series: checked[0]?.series ?? [],
    // Of several copies with the same oddity one is enough.
    hints: [...new Map(checked.flatMap(({ hints }) => hints).map((hint) => [hintKey(hint), hint])).values()],
  };
}

/** Findings about the panel as a whole: one for each reason, with the copies that have it. */
function ofCopies(checked: readonly CheckedPanel[], { copies }: PanelCopies): CheckFinding[] {
  const merged = new Map<string, CheckFinding & { copies: CopyValues[] }>();
  for (const [index, { findings }] of checked.entries()) {
    for (const finding of findings) {
      const key = JSON.stringify([finding.code, finding.reason]);
      const known = merged.get(key);
      const { values } = copies[index]!;
      if (known === undefined) merged.set(key, { ...finding, copies: [values] });
      else known.copies.push(values);
    }
  }
  return [...merged.values()];
}

const hintKey = ({ code, refId }: CheckFinding) => JSON.stringify([code, refId]);

/** The state of a panel is the worst of its copies': someone looks at each of them. */
const worstFirst: readonly CheckState[] = ["error", "unchecked", "empty", "ok", "skipped"];

function joinCopies(panels: readonly PanelResult[]): PanelResult {
  const state = worstFirst.find((wanted) => panels.some((panel) => panel.state === wanted))!;
  const judged = panels.find((panel) => panel.state === state)!;
  const { lastValue: _, values: __, shape: ___, ...verdict } = judged;
  const { lastValue, values, shape } = panels.find((panel) => panel.state === "ok") ?? judged;
  return {
    ...verdict,
    series: panels.reduce((sum, { series }) => sum + series, 0),
    samples: panels.reduce((sum, { samples }) => sum + samples, 0),
    ...defined({ lastValue, values }),
    shape,
  };
}

/** Copies whose queries do not differ are one question. */
function askOnce(reviewer: ReviewerBackend): ReviewerBackend {
  const known = new Map<string, ReturnType<ReviewerBackend["query"]>>();
  return {
    ...reviewer,
    query(request, signal) {
      const { query, expr, range, timing, every } = request;
      const { refId, instant, interval, maxDataPoints } = query;
      const key = JSON.stringify([refId, instant, interval, maxDataPoints, expr, range, timing, every]);
      const answer = known.get(key) ?? reviewer.query(request, signal);
      known.set(key, answer);
      return answer;
    },
  };
}
