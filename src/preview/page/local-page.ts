import type { CheckResult } from "../../check/result.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { pageDashboard } from "../../report/page-dashboard.ts";
import type { PageDashboard, PageData } from "../../report/page-data.ts";
import type { RunContext } from "../context.ts";
import type { LocalUp } from "../local/up-local.ts";
import { checkViews, type ViewOptions } from "./check-views.ts";

/** Places for values that a page has, all dashboards together: some 25 MiB. */
const maxPlaces = 3_000_000;

/** How a page is made. */
export interface PageOptions extends ViewOptions {
  /** Default: the dashboard's title, or how many there are. */
  readonly title?: string | undefined;
  readonly theme: "system" | "dark" | "light";
  /** `dashpreview 1.2.3` */
  readonly generator: string;
  readonly untrusted: boolean;
}

/** A page, and the checks that it was made of, in the dashboards' order. */
export interface LocalPage {
  readonly data: PageData;
  readonly checks: readonly { readonly source: SourceDashboard; readonly check: CheckResult }[];
  readonly warnings: readonly string[];
}

/** Makes the page of dashboards on the throw-away server that holds their data. */
export async function localPage(
  local: Pick<LocalUp, "checkOf" | "dashboards">,
  options: PageOptions,
  context: RunContext,
): Promise<LocalPage> {
  const { title, theme, generator, untrusted } = options;
  const dashboards: PageDashboard[] = [];
  const checks: LocalPage["checks"][number][] = [];
  const warnings: string[] = [];
  for (const { source } of local.dashboards) {
    const check = local.checkOf(source);
    const { leftOut, ...views } = await checkViews(check, options, context);
    const { preview, isolation, window } = check;
    const maxValues = maxPlaces / local.dashboards.length;
    dashboards.push(pageDashboard({ source, preview, isolation, window, untrusted, maxValues, ...views }));
    checks.push({ source, check: views.views[0]!.check });
    if (leftOut > 0)
      warnings.push(
        `${source.file}: ${leftOut} choices of its variables are not in the page; --max-views takes more of them`,
      );
  }
  context.progress.clear();
  const [only] = dashboards;
  const usual = dashboards.length === 1 ? only!.title : `${dashboards.length} dashboards`;
  const look = theme === "system" ? {} : { theme };
  return {
    data: { version: 1, generator, title: title ?? usual, untrusted, ...look, dashboards },
    checks,
    warnings,
  };
}
