import type { PageData } from "../../report/page-data.ts";
import { counted } from "../../text/counted.ts";

/**
 * One page of the dashboards of several scenarios: those of one source after each other, which the page has a switch
 * for.
 *
 * @param pages - at least one.
 * @param title - default: how many dashboards and scenarios there are.
 */
export function joinPages(pages: readonly PageData[], title?: string | undefined): PageData {
  const [first] = pages;
  if (pages.length === 1) return first!;
  const order = [...new Set(pages.flatMap((page) => page.dashboards.map(({ source }) => source)))];
  const dashboards = pages
    .flatMap((page) => page.dashboards)
    .toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source));
  const alerts = pages.flatMap((page) => page.alerts ?? []);
  const usual = `${counted(order.length, "dashboard")}, ${pages.length} scenarios`;
  return { ...first!, ...(alerts.length === 0 ? {} : { alerts }), title: title ?? usual, dashboards };
}
