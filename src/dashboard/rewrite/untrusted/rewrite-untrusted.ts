import { annotationsOf } from "../../view/annotations.ts";
import { panelsOf } from "../../view/panels.ts";
import { variablesOf } from "../../view/variable-slots.ts";
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
  const { model, kind, names } = context;
  // Library panels came in after `beginUntrusted`.
  dropNested(context);
  for (const panel of panelsOf(model, kind)) confinePanel(context, panel);
  const budget = newTextBudget();
  for (const panel of panelsOf(model, kind)) cleanPanel(context, panel, budget);
  for (const variable of variablesOf(model, kind, names)) confineVariable(context, variable);
  for (const annotation of annotationsOf(model, kind, names)) confineAnnotation(context, annotation);
}
