import type { CopyValues } from "../dashboard/finding.ts";
import type { ResolvedVariable } from "../templating/variables/resolved-variable.ts";
import type { Answered } from "./answered.ts";
import type { CheckFinding, PanelResult } from "./result.ts";
import type { CheckPanel } from "./run/check-query.ts";

/** A panel, or one copy of a repeated one, with everything that its queries answered. */
export interface PanelAnswers {
  /** One of the check's {@link CheckInput.panels}, itself. */
  readonly of: CheckPanel;
  /** Of a repeated panel: which copy this is. */
  readonly copy: CopyValues | undefined;
  /** The dashboard's variables; of a copy, those that it repeats for have one value. */
  readonly resolved: ReadonlyMap<string, ResolvedVariable>;
  /** The verdict on this panel or copy. */
  readonly panel: PanelResult;
  /** About the panel as a whole. */
  readonly findings: readonly CheckFinding[];
  /** In the order of the panel's queries; a query that shows another panel's result has the series of that one. */
  readonly answers: readonly Answered[];
}

/**
 * Takes what a check learns as it goes, and else drops: series in full. Its methods are called once for each panel or
 * copy and once for each annotation's query, in no order that can be relied on.
 */
export interface CheckSink {
  panel(answers: PanelAnswers): void;
  annotation(answered: Answered): void;
}
