import type { PageDashboard, PageView } from "../../../src/report/page-data.ts";

export type Chosen = Readonly<Record<string, string>>;

/** The view of a dashboard that agrees with most of what is chosen; the first where several do. */
export function chooseView(views: PageDashboard["views"], chosen: Chosen): PageView | undefined {
  return best(views, chosen);
}

/** The view for one variable set anew and the others as they were, as far as the page has it. */
export function switchVariable(views: PageDashboard["views"], current: Chosen, name: string, value: string) {
  const having = views.filter((view) => view.chosen[name] === value);
  return best(having.length > 0 ? having : views, { ...current, [name]: value });
}

function best(views: readonly PageView[], chosen: Chosen): PageView | undefined {
  const agreeing = (view: PageView) =>
    Object.entries(chosen).filter(([name, value]) => view.chosen[name] === value).length;
  let found: PageView | undefined;
  for (const view of views) if (found === undefined || agreeing(view) > agreeing(found)) found = view;
  return found;
}
