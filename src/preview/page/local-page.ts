import type { CheckResult } from "../../check/result.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { compareDashboards } from "../../report/compare/compare-dashboards.ts";
import { pageDashboard } from "../../report/page-dashboard.ts";
import type { PageDashboard, PageData } from "../../report/page-data.ts";
import { counted } from "../../text/counted.ts";
import type { PreviewCheck } from "../check-preview.ts";
import type { RunContext } from "../context.ts";
import type { LocalUp } from "../local/up-local.ts";
import type { BaseDashboards } from "./base-dashboards.ts";
import { checkViews, type ViewOptions } from "./check-views.ts";

/** Places for values that a page has, all dashboards together: some 25 MiB. */
const maxPlaces = 3_000_000;

/** How a page is made. */
export interface PageOptions extends ViewOptions {
  /** Default: the dashboard's title, or how many there are. */
  readonly title?: string | undefined;
  readonly theme: "system" | "dark" | "light" | "both";
  /** `dashpreview 1.2.3` */
  readonly generator: string;
  readonly untrusted: boolean;
  /** The dashboards of the page. Default: all that were checked on the server. */
  readonly sources?: readonly SourceDashboard[] | undefined;
  /** The dashboards to compare with, and how `--base` names them. */
  readonly base?: (Pick<BaseDashboards, "before" | "unknown"> & { readonly name: string }) | undefined;
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
  const { title, theme, generator, untrusted, base } = options;
  const dashboards: PageDashboard[] = [];
  const checks: LocalPage["checks"][number][] = [];
  const warnings: string[] = [];
  const sources = options.sources ?? local.dashboards.map(({ source }) => source);
  const befores = base === undefined ? 0 : base.before.size;
  const maxValues = maxPlaces / (sources.length + befores);
  const pageOf = async (check: PreviewCheck) => {
    const { leftOut, ...views } = await checkViews(check, options, context);
    const { source, preview, isolation, window } = check;
    const page = pageDashboard({ source, preview, isolation, window, untrusted, maxValues, ...views });
    return { page, leftOut, check: views.views[0]!.check };
  };
  for (const source of sources) {
    const prepared = local.checkOf(source);
    const { page, leftOut, check } = await pageOf(prepared);
    checks.push({ source, check });
    if (leftOut > 0)
      warnings.push(
        `${source.file}: ${counted(leftOut, "choice")} of its variables not in the page; --max-views takes more`,
      );
    if (base === undefined || base.unknown.has(source.file)) {
      dashboards.push(page);
      continue;
    }
    const old = base.before.get(source.file);
    // The same window for both: a changed time range is a change that is told, not another picture.
    const before =
      old === undefined
        ? undefined
        : { source: old, page: (await pageOf({ ...local.checkOf(old), window: prepared.window })).page };
    dashboards.push({ ...page, comparison: compareDashboards(base.name, before, { source, page }) });
  }
  context.progress.clear();
  const [only] = dashboards;
  const usual = dashboards.length === 1 ? only!.title : `${dashboards.length} dashboards`;
  const look = theme === "dark" || theme === "light" ? { theme } : {};
  return {
    data: { version: 1, generator, title: title ?? usual, untrusted, ...look, dashboards },
    checks,
    warnings,
  };
}
