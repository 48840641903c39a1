import {
  makePicture,
  type OverviewPicture,
  type PanelPictures,
  type Picture,
  type PictureSet,
  type ScenarioPlace,
} from "../../present/picture-set.ts";
import { withoutScenario } from "../../text/scenario-title.ts";
import { isRemoved } from "../compare/compare-dashboards.ts";
import type { PageDashboard, PageData, PagePanel } from "../page-data.ts";
import { altText, overviewAlt } from "./alt-text.ts";
import type { Browser } from "./browser/launch.ts";
import { differencePercent } from "./difference.ts";
import { overviewHeight } from "./overview-height.ts";
import { openPageTab, type PageTab, type PageTabOptions, placesOf } from "./page-tab.ts";
import { type Side, type Wanted, wantedPanels } from "./wanted-panels.ts";

/** Which pictures of a page are taken, and how. */
export interface PictureOptions {
  /** Pixels of a whole dashboard from left to right. */
  readonly width: number;
  /** Pixels of a picture for each of the page. */
  readonly scale: 1 | 2;
  readonly theme: "light" | "dark";
  /** `changed`: only panels that are not as they were before; all where nothing is known of before. */
  readonly which: "all" | "changed";
  /** Of dashboards that are removed no panels, only the whole, as it was. */
  readonly wholeRemoved?: boolean;
  /** Panels, all dashboards together; a run takes no more. */
  readonly maxPanels: number;
  readonly sleep: PageTabOptions["sleep"];
  readonly signal: AbortSignal;
}

/** The pictures of a page, each with what it is of. */
export interface TakenPictures extends PictureSet {
  readonly overview: readonly (OverviewPicture & { readonly dashboard: number })[];
  readonly panels: readonly TakenPanel[];
  /** Panels that were to be drawn and were not, since there are too many. */
  readonly leftOut: number;
  /** `dashboard: panel: message` of those that could not be drawn; their pictures show it. */
  readonly failures: readonly string[];
}

/** Pictures of a panel. */
export interface TakenPanel extends PanelPictures {
  /** Index of its dashboard in the page. */
  readonly index: number;
  /** As it is now, or was last. */
  readonly panel: PagePanel;
  /** `data`: the panel is as it was, its picture is not. */
  readonly difference: "none" | "data" | "changed" | "unknown";
}

/** The most pixels from top to bottom that a picture of a whole dashboard has. */
const maxOverview = 1600;
/** Panels that stand in the page at once. */
const sheetSize = 12;
/** The margin of the page on both sides, which the dashboard's width contains. */
const margins = 32;

/**
 * Takes pictures of a page: each dashboard, and its panels at the size that they have in it. One page is opened, and
 * shows one thing after the other.
 *
 * @param html - the page with `data` in it.
 * @throws {Error} if the page or the browser fails.
 */
export async function takePictures(
  browser: Browser,
  { html, data }: { readonly html: string; readonly data: PageData },
  options: PictureOptions,
): Promise<TakenPictures> {
  const wanted = wantedPanels(data, options);
  const nowMs = data.dashboards[0]?.range.toMs ?? 0;
  const search = overviewSearch(0, "after", options);
  const page = await openPageTab(browser.connection, html, { ...options, height: maxOverview, nowMs, search });
  const overview: TakenPictures["overview"][number][] = [];
  const failures = new Set<string>();
  const drawn = new Map<Wanted, { before?: Picture; after?: Picture }>();
  for (const [index, dashboard] of data.dashboards.entries()) {
    const removed = isRemoved(dashboard) ? dashboard.comparison!.before! : undefined;
    const alt = overviewAlt(dashboard.title, (removed ?? dashboard).views[0]?.panels ?? []);
    const picture = await takeOverview(page, { index, alt, side: removed === undefined ? "after" : "before" }, options);
    const gone = removed === undefined ? {} : { removed: removed.title };
    overview.push({ ...picture, dashboard: index, ...placeIn(dashboard), ...gone });
    for (const side of ["before", "after"] as const) {
      const here = wanted.panels.filter((one) => one.index === index && one[side] !== undefined);
      const pictures = await takeSheets(page, { index, dashboard, side, wanted: here }, { options, failures });
      for (const [one, picture] of pictures) drawn.set(one, { ...drawn.get(one), [side]: picture });
    }
  }
  const panels: TakenPanel[] = [];
  for (const one of wanted.panels) panels.push(await panelOf(one, drawn.get(one) ?? {}, data.dashboards[one.index]!));
  return { overview, panels, leftOut: wanted.leftOut, failures: [...failures] };
}

/** The place among the scenarios of its dashboard; empty where there are none. */
function placeIn({ title, scenario, source }: PageDashboard, panelKey?: string): { readonly in?: ScenarioPlace } {
  if (scenario === undefined) return {};
  const group = JSON.stringify([source, panelKey]);
  return { in: { scenario, title: withoutScenario(title, scenario), group } };
}

async function takeOverview(
  { show, resize, tab }: PageTab,
  { index, alt, side }: { readonly index: number; readonly alt: string; readonly side: Side },
  options: PictureOptions,
): Promise<Picture> {
  const { width, scale } = options;
  if (index > 0 || side === "before") {
    await resize(width, maxOverview);
    await show(overviewSearch(index, side, options));
  }
  const { panels, end } = await placesOf(tab);
  const height = overviewHeight(panels, { end: end + 16, most: maxOverview });
  const png = await tab.screenshot({ x: 0, y: 0, width, height });
  return makePicture({ png, width: width * scale, height: height * scale, alt });
}

const overviewSearch = (index: number, side: Side, { theme }: PictureOptions) =>
  `?${new URLSearchParams({ dashboard: `${index}`, side, theme, compare: "0" })}`;

interface Sheets {
  readonly index: number;
  readonly dashboard: PageDashboard;
  readonly side: Side;
  readonly wanted: readonly Wanted[];
}

async function takeSheets(
  { show, resize, tab }: PageTab,
  { index, dashboard, side, wanted }: Sheets,
  { options, failures }: { readonly options: PictureOptions; readonly failures: Set<string> },
): Promise<Map<Wanted, Picture>> {
  const { width, scale, theme, signal } = options;
  const pictures = new Map<Wanted, Picture>();
  for (let from = 0; from < wanted.length; from += sheetSize) {
    signal.throwIfAborted();
    const part = wanted.slice(from, from + sheetSize);
    const search = new URLSearchParams({ dashboard: `${index}`, theme, side, width: `${width - margins}` });
    for (const one of part) search.append("sheet", one[side]!.key);
    const state = await show(`?${search}`);
    for (const failure of state.failures) failures.add(`${dashboard.title}: ${failure}`);
    const { panels } = await placesOf(tab);
    await resize(width, Math.ceil(Math.max(1, ...panels.map(({ height }) => height))));
    for (const one of part) {
      const place = panels.find(({ key }) => key === one[side]!.key);
      if (place === undefined) continue;
      const { key, ...region } = place;
      await tab.evaluate(`window.scrollTo(0, ${region.y})`);
      const png = await tab.screenshot(region);
      const alt = altText(one[side]!, dashboard.title);
      pictures.set(one, makePicture({ png, width: region.width * scale, height: region.height * scale, alt }));
    }
  }
  return pictures;
}

async function panelOf(
  { index, change, before, after, same }: Wanted,
  pictures: { readonly before?: Picture; readonly after?: Picture },
  dashboard: PageDashboard,
): Promise<TakenPanel> {
  const both = pictures.before !== undefined && pictures.after !== undefined;
  const percent = same ? 0 : both ? await differencePercent(pictures.before!.png, pictures.after!.png) : undefined;
  const panel = after ?? before!;
  const { title } = panel;
  const known = change === undefined ? "unknown" : change !== "unchanged" ? "changed" : percent === 0 ? "none" : "data";
  const shown = { title, dashboard: dashboard.title, change: change ?? "unchanged", ...pictures };
  return {
    ...shown,
    ...(percent === undefined ? {} : { differencePercent: percent }),
    ...{ index, panel, difference: known, ...placeIn(dashboard, panel.key) },
  };
}
