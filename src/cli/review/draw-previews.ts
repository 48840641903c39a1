import type { ReviewHost } from "../../ci/hosts/host.ts";
import type { Review } from "../../ci/hosts/review-shape.ts";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import { ExpectedError, InterruptedError, UsageError } from "../../errors.ts";
import type { PictureSet } from "../../present/picture-set.ts";
import type { RunContext } from "../../preview/context.ts";
import type { Inputs } from "../../preview/inputs.ts";
import { type BaseDashboards, baseStates } from "../../preview/page/base-dashboards.ts";
import { createPageChecks } from "../../preview/page/page-checks.ts";
import type { JudgedInputs } from "../../preview/review/changes.ts";
import { joinPages } from "../../preview/scenarios/join-pages.ts";
import type { ScenarioPreviews } from "../../preview/scenarios/up-scenarios.ts";
import { isRemoved } from "../../report/compare/compare-dashboards.ts";
import type { PageDashboard, PageData } from "../../report/page-data.ts";
import { pageHtml } from "../../report/page-html.ts";
import { findBrowser } from "../../report/pictures/browser/find-browser.ts";
import { drawPictures } from "../../report/pictures/draw-pictures.ts";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { readPageTemplate } from "../page-template.ts";
import { warn } from "./warn.ts";

/** A decision to draw previews: their page, and pictures of it where there is a browser. */
export interface DrawingPlan {
  /** The page without data. */
  readonly template: string;
  /** Undefined: no pictures, only the page. */
  readonly browser: string | undefined;
  /** The dashboards as the base has them; of those that the review removes, a few. */
  readonly base: Pick<BaseDashboards, "before" | "unknown" | "removed">;
}

/** The page and pictures of a run's previews. Secrets are taken out. */
export interface DrawnPreviews {
  readonly data: PageData;
  readonly template: string;
  readonly pictures: PictureSet;
}

type Request = Pick<
  UpRequest,
  "commentPictures" | "publishDir" | "picturesUrl" | "comment" | "dryRun" | "browser" | "base" | "retryForMs"
>;

/** Pixels of a dashboard from left to right: a comment is narrow, and every push stores new pictures. */
const width = 1200;
/** Removed dashboards that are drawn: each costs queries, and series where data are inferred. */
const maxRemoved = 3;
/** Panels of a run that get pictures, and how long all of them may take. */
const [maxPanels, timeoutMs] = [40, 120_000];

/** @throws {UsageError} for flags that say nothing without each other. */
export function requireFolder({ picturesUrl, publishDir }: Pick<UpRequest, "picturesUrl" | "publishDir">): void {
  if (picturesUrl !== undefined && publishDir === undefined)
    throw new UsageError("--pictures-url says where the folder of --publish-dir will be found: name that too");
}

/**
 * Decides what is drawn. Undefined if nothing is, which is said only where it would have been expected: a run outside
 * of reviews, or one that says nothing there, is quiet.
 */
export async function planDrawing(
  request: Request,
  run: {
    readonly review: Review;
    readonly host: ReviewHost | undefined;
    readonly untrusted: boolean;
    readonly inputs: Inputs;
    readonly judged: JudgedInputs;
    readonly gone: readonly SourceDashboard[];
  },
  context: CliContext,
): Promise<DrawingPlan | undefined> {
  const { commentPictures: wish, publishDir } = request;
  const shown = publishDir !== undefined || (canBeShown(request, run) && request.comment !== "off");
  if (request.dryRun || run.inputs.dashboards.length === 0 || !(shown || wish === "on")) return undefined;
  const say = (reason: string) => {
    if (wish === "on") warn(context, [`no pictures: ${reason}`]);
    else context.err.write(`note: no pictures in the comment: ${reason}\n`);
  };
  const attempt = <T>(action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      say(error.message);
      return undefined;
    }
  };
  const { env, homeFolder } = context;
  const drawn = wish === "on" || (wish === "auto" && !run.untrusted);
  if (wish === "auto" && run.untrusted && shown)
    say("a browser would open dashboards that are not trusted; --comment-pictures on has it do so");
  const browser = drawn ? attempt(() => findBrowser({ env, homeFolder, wanted: request.browser })) : undefined;
  if (browser === undefined && publishDir === undefined) return undefined;
  const template = attempt(() => readPageTemplate(context));
  if (template === undefined) return undefined;
  const base = await orWarn(context, () => baseStates(run.inputs, run.judged.states));
  const removed = run.gone.slice(0, maxRemoved);
  return { template, browser, base: { ...(base ?? { before: new Map(), unknown: filesOf(run.inputs) }), removed } };
}

function canBeShown({ picturesUrl }: Request, { review, host }: { review: Review; host: ReviewHost | undefined }) {
  return (
    review.number !== undefined && host !== undefined && (host.pictures !== undefined || picturesUrl !== undefined)
  );
}

const filesOf = ({ dashboards }: Pick<Inputs, "dashboards">) => new Set(dashboards.map(({ source }) => source.file));

/**
 * Draws the previews of a run that stands: their page with the answers of the server, each dashboard beside what it was
 * in the base on the same data, and pictures of it. A failure is a warning, and undefined.
 */
export async function drawPreviews(
  { template, browser, base }: DrawingPlan,
  run: {
    readonly request: Request;
    readonly review: Review;
    readonly untrusted: boolean;
    readonly previews: readonly ScenarioPreviews[];
  },
  context: CliContext & Pick<RunContext, "progress">,
): Promise<DrawnPreviews | undefined> {
  const { review, untrusted, previews } = run;
  const sources = previews[0]!.inputs.dashboards.map(({ source }) => source);
  const now = new Map(
    sources.flatMap((source): [SourceDashboard, SourceDashboard][] => {
      const before = base.before.get(source.file);
      return before === undefined || before === source ? [] : [[before, source]];
    }),
  );
  const gone = new Set(base.removed);
  return orWarn(context, async () => {
    const name = run.request.base ?? review.baseRevision;
    const made: PageData[] = [];
    for (const { scenario, pageCheck } of previews) {
      const pages = createPageChecks({
        ...{ variables: "current", maxViews: 1, theme: "system", untrusted, sources },
        ...{ scenario, pages: previews.length },
        generator: `dashpreview ${context.version}`,
        base: { ...base, name: name === undefined ? "the base" : name.slice(0, 10) },
      });
      // A removed dashboard is looked at as the first one is: over its time range, on the same data.
      const of = (source: SourceDashboard) => now.get(source) ?? (gone.has(source) ? sources[0] : undefined);
      made.push((await pages.page((source) => pageCheck(source, of(source))!, context)).data);
    }
    const data = withoutEmptyRemoved(context.redactor.value(joinPages(made)) as PageData);
    if (browser === undefined) return { data, template, pictures: { overview: [], panels: [] } };
    context.progress.step("taking pictures");
    const { sets, warnings } = await drawPictures(
      { html: pageHtml(template, data), data },
      {
        ...{ program: browser, temporaryFolder: context.temporaryFolder, env: context.childEnv, themes: ["dark"] },
        ...{
          width,
          scale: 1,
          which: "changed",
          wholeRemoved: true,
          maxPanels,
          timeoutMs,
          sleep: context.sleep,
          signal: context.signal,
        },
      },
    );
    warn(context, warnings);
    return { data, template, pictures: sets.get("dark") ?? { overview: [], panels: [] } };
  });
}

/** A removed dashboard whose data nobody made says nothing about what it showed. */
function withoutEmptyRemoved(data: PageData): PageData {
  const shows = (dashboard: PageDashboard) =>
    !isRemoved(dashboard) || dashboard.comparison!.before!.views[0]!.panels.some(({ state }) => state === "ok");
  return { ...data, dashboards: data.dashboards.filter(shows) };
}

async function orWarn<T>(context: CliContext, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof ExpectedError) || error instanceof InterruptedError || context.signal.aborted) throw error;
    warn(context, [`no pictures: ${error.message}`]);
    return undefined;
  }
}
