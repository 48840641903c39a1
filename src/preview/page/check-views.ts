import { previewInput } from "../../check/preview-input.ts";
import { prometheusBackend } from "../../check/run/prometheus-backend.ts";
import type { DashboardPanel } from "../../dashboard/view/queries.ts";
import { collectAnswers } from "../../report/answers/collect-answers.ts";
import type { CheckedView, DashboardChecks } from "../../report/page-dashboard.ts";
import { chosenText, isShown } from "../../report/view/page-variables.ts";
import { checkPreview, type PreviewCheck } from "../check-preview.ts";
import type { RunContext } from "../context.ts";
import { askExemplars } from "./ask-exemplars.ts";
import { cachedBackend } from "./cached-backend.ts";
import { type Choice, otherChoices } from "./choices.ts";
import { asDrawn } from "./full-queries.ts";

/** Which choices of the variables a page has. */
export interface ViewOptions {
  /** `all`: every value of each variable that is shown, one variable at a time. */
  readonly variables: "current" | "all";
  /** Views of one dashboard. */
  readonly maxViews: number;
}

/** The views of a dashboard, and how many there would be. */
export interface CheckedViews extends Pick<DashboardChecks, "views" | "choices"> {
  readonly leftOut: number;
}

/** Checks a dashboard as a page shows it, with every answer: as it opens, then with each other choice. */
export async function checkViews(
  check: PreviewCheck,
  { variables: which, maxViews }: ViewOptions,
  context: RunContext,
): Promise<CheckedViews> {
  const backend = which === "all" ? cachedBackend(prometheusBackend(check.prometheus)) : undefined;
  const input = asDrawn(previewInput(check.preview, check.isolation));
  const checkWith = async (choice: Choice | undefined): Promise<CheckedView> => {
    const answers = collectAnswers();
    const variables = input.variables.map((one) => (one.name === choice?.name ? choice.variable : one));
    const result = await checkPreview(
      { ...check, backend, input: { ...input, variables }, sink: answers.sink, resolution: "full" },
      context,
    );
    await askExemplars(answers, check.prometheus, context.signal);
    return { check: result, answers, panels: input.panels as readonly DashboardPanel[] };
  };
  const first = await checkWith(undefined);
  const resolved = new Map(first.check.variables.map((one) => [one.name, one]));
  const others = which === "all" ? otherChoices(input.variables, resolved) : [];
  const taken = others.slice(0, Math.max(0, maxViews - 1));
  const views = [first];
  for (const choice of taken) views.push(await checkWith(choice));
  const choices = new Map(
    input.variables.filter(isShown).flatMap(({ name }) => {
      const found = resolved.get(name);
      const own = taken.filter((choice) => choice.name === name).map(({ text }) => text);
      return found === undefined ? [] : [[name, [chosenText(found), ...own]] as const];
    }),
  );
  return { views, choices, leftOut: others.length - taken.length };
}
