import { parts } from "../../view/parts.ts";
import type { RewriteContext } from "../rewrite-context.ts";
import { confineAnnotation } from "./untrusted-annotation.ts";
import { newTextBudget } from "./untrusted-budget.ts";
import { cleanPanel } from "./untrusted-clean.ts";
import { confinePanel, dropNested } from "./untrusted-panel.ts";
import { confineTop } from "./untrusted-top.ts";
import { confineVariable } from "./untrusted-variable.ts";

/** Removes everything that must go before parts are changed. */
export function beginUntrusted(context: RewriteContext): void {
  confineTop(context);
  dropNested(context);
}

/**
 * Takes out of an untrusted dashboard what reaches beyond the preview's data: queries of other data sources, panels of
 * plugins, pictures and links to elsewhere, actions, and variables that name the one who looks. What is kept is what is
 * known to be harmless; `settleUntrusted` proves it.
 */
export function confineUntrusted(context: RewriteContext): void {
  // Library panels came in after `beginUntrusted`.
  dropNested(context);
  for (const panel of parts(context).panels) confinePanel(context, panel);
  const { panels, variables, annotations } = parts(context);
  const budget = newTextBudget();
  for (const panel of panels) cleanPanel(context, panel, budget);
  for (const variable of variables) confineVariable(context, variable);
  for (const annotation of annotations) confineAnnotation(context, annotation);
}
