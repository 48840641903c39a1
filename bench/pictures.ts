import { homedir } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { UsageError } from "../src/errors.ts";
import { findBrowser } from "../src/report/pictures/browser/find-browser.ts";
import { type Browser, launchBrowser } from "../src/report/pictures/browser/launch.ts";
import { drawPictures } from "../src/report/pictures/draw-pictures.ts";
import { openPageTab } from "../src/report/pictures/page-tab.ts";
import { median } from "./median.ts";
import type { PageFigures } from "./page.ts";

/** How long a browser takes for a page of 125 panels, in seconds. */
export interface DrawnFigures {
  /** Until the panels in sight are drawn, from the page's first byte. */
  readonly first: number;
  /** Until all are, with those out of sight. */
  readonly all: number;
  /** For pictures of the dashboard and 20 panels, the browser's start and end included. */
  readonly pictures: number;
}

const pictured = 20;
const [width, height] = [1416, 1060];

/** Draws a page in the browser that is there; undefined where there is none, or the page is not built. */
export async function measureDrawing(
  { html, data }: PageFigures["page"],
  { runs, folder }: { readonly runs: number; readonly folder: string },
): Promise<DrawnFigures | undefined> {
  const program = browserHere();
  if (program === undefined || html.length < 1_000_000) return undefined;
  const common = { temporaryFolder: folder, env: process.env, signal: new AbortController().signal };
  const sleep = (ms: number) => wait(ms);
  const times: DrawnFigures[] = [];
  for (let run = 0; run < runs; run++) {
    const browser = await launchBrowser({ ...common, program, offline: true, sandboxOnly: false });
    const opened = async (search: string) =>
      seconds(() =>
        openPageTab(browser.connection, html, { ...common, width, height, scale: 1, search, nowMs: 0, sleep }),
      );
    const [first, all] = await ended(browser, async () => [
      await opened("?theme=dark"),
      await opened("?theme=dark&all=1"),
    ]);
    const options = { ...common, program, width: 1400, scale: 1, which: "all", maxPanels: pictured, sleep } as const;
    const pictures = await seconds(() => drawPictures({ html, data }, { ...options, themes: ["dark"] }));
    times.push({ first: first!, all: all!, pictures });
  }
  const of = (name: keyof DrawnFigures) => median(times.map((one) => one[name]));
  return { first: of("first"), all: of("all"), pictures: of("pictures") };
}

async function ended<T>(browser: Browser, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } finally {
    await browser.stop();
  }
}

async function seconds(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return (performance.now() - started) / 1000;
}

function browserHere(): string | undefined {
  try {
    return findBrowser({ env: process.env, homeFolder: homedir(), wanted: process.env["DASHPREVIEW_BROWSER"] });
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
