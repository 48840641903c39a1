import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { PageData } from "../../src/report/page-data.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { builtPage } from "./built-page.ts";

/** A page in a browser, and everything that it should not have done. */
export interface OpenPage {
  readonly page: Page;
  /** What the console said, errors that nobody caught, requests other than the page itself, and dialogs. */
  readonly problems: readonly string[];
  /** Waits until the panels that are to be drawn are drawn, and gives how many and which failed. */
  readonly settled: () => Promise<PageState>;
}

/** `window.__dashpreview` of the page. */
export interface PageState {
  readonly ready: boolean;
  readonly panels: { readonly wanted: number; readonly drawn: number; readonly failed: number };
  readonly failures: readonly string[];
}

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** Runs before the page's own. */
  readonly initScript?: string;
}

/** One Chromium with the page as its sources are. */
export interface Pages {
  readonly open: (data: PageData, query?: string, options?: OpenOptions) => Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

/** Starts a browser. */
export async function startPages(): Promise<Pages> {
  const html = await builtPage();
  const folder = temporaryFolder();
  const browser = await chromium.launch({
    executablePath: toolPath("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"],
  });
  let count = 0;
  return {
    open: async (data, query = "?theme=dark", options = {}) => {
      const file = join(folder, `page-${++count}.html`);
      const json = JSON.stringify(data).replaceAll("<", "\\u003c");
      writeFileSync(
        file,
        html.replace(">null</script>", () => `>${json}</script>`),
      );
      return openFile(browser, `${pathToFileURL(file).href}${query}`, options);
    },
    close: () => browser.close(),
  };
}

async function openFile(browser: Browser, url: string, { initScript, ...options }: OpenOptions): Promise<OpenPage> {
  const settings = { viewport: { width: 1416, height: 1060 }, reducedMotion: "reduce" as const, ...options };
  const page = await browser.newPage(settings);
  page.setDefaultTimeout(15_000);
  if (initScript !== undefined) await page.addInitScript(initScript);
  const problems: string[] = [];
  page.on("console", (message) => problems.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on("request", (request) => {
    const asked = request.url();
    if (asked !== url && !asked.startsWith("data:") && !asked.startsWith("blob:")) problems.push(`request: ${asked}`);
  });
  await page.goto(url);
  const settled = async () => {
    for (let i = 0; i < 600; i++) {
      const state = (await page.evaluate("window.__dashpreview")) as PageState | undefined;
      if (state?.ready) return state;
      await page.waitForTimeout(50);
    }
    throw new Error(`the page was not ready in time: ${JSON.stringify(await page.evaluate("window.__dashpreview"))}`);
  };
  return { page, problems, settled };
}
