import type { CheckResult } from "../../check/result.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { compareDashboards, removedDashboard } from "../../report/compare/compare-dashboards.ts";
import { pageDashboard } from "../../report/page-dashboard.ts";
import type { PageDashboard, PageData } from "../../report/page-data.ts";
import { counted } from "../../text/counted.ts";
import { scenarioTitle } from "../../text/scenario-title.ts";
import type { PreviewCheck } from "../check-preview.ts";
import { checkSideBySide } from "../check-side-by-side.ts";
import type { RunContext } from "../context.ts";
import type { BaseDashboards } from "./base-dashboards.ts";
import { checkViews, type ViewOptions } from "./check-views.ts";
import { asWritten } from "./full-queries.ts";

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
  /** The scenario whose data the page shows, and how many pages are put together into one. Default: none, 1. */
  readonly scenario?: string | undefined;
  readonly pages?: number | undefined;
  /** The dashboards of the page, in its order. */
  readonly sources: readonly SourceDashboard[];
  /** The dashboards to compare with, and how `--base` names them. */
  readonly base?:
    | (Pick<BaseDashboards, "before" | "unknown"> &
        Partial<Pick<BaseDashboards, "removed">> & { readonly name: string })
    | undefined;
}

/** A page, and the checks that it was made of, in the dashboards' order. */
export interface CheckedPage {
  readonly data: PageData;
  readonly checks: readonly { readonly source: SourceDashboard; readonly check: CheckResult }[];
  readonly warnings: readonly string[];
}

/** Makes a page out of the checks of its dashboards: no query is asked for the verdict and once more to draw. */
export interface PageChecks {
  /**
   * Checks a dashboard as a page shows it, and keeps what the page needs of it; a later check of the same dashboard
   * replaces an earlier one.
   */
  check(check: PreviewCheck, context: RunContext): Promise<CheckResult>;
  /** A dashboard before the change is looked at over the time range of the one that it became. */
  windowOf(source: SourceDashboard): SourceDashboard;
  /**
   * The page.
   *
   * @param checkOf - how dashboards are checked that {@link check} was not called for: side by side.
   */
  page(checkOf: (source: SourceDashboard) => PreviewCheck, context: RunContext): Promise<CheckedPage>;
}

interface Checked {
  readonly page: PageDashboard;
  readonly leftOut: number;
  readonly check: CheckResult;
}

/** Checks for one page. */
export function createPageChecks(options: PageOptions): PageChecks {
  const { sources, base, untrusted } = options;
  const known = new Map<SourceDashboard, Checked>();
  const became = new Map(
    sources.flatMap((source) => {
      const before = base?.before.get(source.file);
      return before === undefined || before === source ? [] : [[before, source] as const];
    }),
  );
  const removed = base?.removed ?? [];
  const maxValues = maxPlaces / (options.pages ?? 1) / (sources.length + became.size + removed.length);
  const windowOf = (source: SourceDashboard) => became.get(source) ?? source;
  const checkOne = async (check: PreviewCheck, context: RunContext): Promise<CheckResult> => {
    const { leftOut, ...views } = await checkViews(check, options, context);
    const { source, preview, isolation, window } = check;
    const result = asWritten(views.views[0]!.check);
    const made = pageDashboard({ source, preview, isolation, window, untrusted, maxValues, ...views });
    const { scenario } = options;
    const page = scenario === undefined ? made : { ...made, title: scenarioTitle(made.title, scenario), scenario };
    known.set(source, { page, leftOut, check: result });
    return result;
  };
  return {
    check: checkOne,
    windowOf,
    async page(checkOf, context) {
      const missing = [...sources, ...became.keys(), ...removed].filter((source) => !known.has(source));
      await checkSideBySide(
        missing.map((source) => ({ source })),
        context,
        // The same window for both: a changed time range is a change that is told, not another picture.
        async ({ source }, { slots, context: own }) => {
          const now = windowOf(source);
          const check = checkOf(source);
          const window = now === source ? check.window : checkOf(now).window;
          await checkOne({ ...check, window, slots }, own);
        },
      );
      context.progress.clear();
      return putTogether(options, known);
    },
  };
}

function putTogether(
  { sources, base, title, theme, generator, untrusted }: PageOptions,
  known: ReadonlyMap<SourceDashboard, Checked>,
): CheckedPage {
  const warnings: string[] = [];
  const dashboards = sources.map((source): PageDashboard => {
    const { page, leftOut } = known.get(source)!;
    if (leftOut > 0)
      warnings.push(
        `${source.file}: ${counted(leftOut, "choice")} of its variables not in the page; --max-views takes more`,
      );
    if (base === undefined || base.unknown.has(source.file)) return page;
    const old = base.before.get(source.file);
    const before = old === undefined ? undefined : { source: old, page: known.get(old)!.page };
    return { ...page, comparison: compareDashboards(base.name, before, { source, page }) };
  });
  const gone = (base?.removed ?? []).map((source) => removedDashboard(base!.name, known.get(source)!.page));
  dashboards.push(...gone);
  const [only] = dashboards;
  const usual = dashboards.length === 1 ? only!.title : `${dashboards.length} dashboards`;
  const look = theme === "dark" || theme === "light" ? { theme } : {};
  return {
    data: { version: 1, generator, title: title ?? usual, untrusted, ...look, dashboards },
    checks: sources.map((source) => ({ source, check: known.get(source)!.check })),
    warnings,
  };
}
