import type { Connection } from "./browser/connection.ts";
import { openTab, type Region, type Tab } from "./browser/tab.ts";

/** How the page is shown. */
export interface PageTabOptions {
  /** Pixels of the dashboard with its margins. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  /** Shown first, such as `?theme=dark`: what is shown later takes less time. */
  readonly search: string;
  /** Where the page's clock begins, in Unix milliseconds. */
  readonly nowMs: number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** The page of `dashpreview report` in a browser. */
export interface PageTab {
  /** Shows what a search such as `?panel=…` asks for and waits until it is drawn. @throws {Error} if it is not. */
  show(search: string): Promise<PageState>;
  /** Makes the window as large as that, and waits until what it changes is drawn anew. */
  resize(width: number, height: number): Promise<void>;
  readonly tab: Tab;
}

/** As the page tells it in `window.__dashpreview`. */
export interface PageState {
  readonly ready: boolean;
  /** `KEY: message` of panels that could not be drawn. */
  readonly failures: readonly string[];
}

/** Nobody resolves this name: the browser never asks for it, since we answer. */
const address = "http://dashpreview.invalid/";
const settleWithinMs = 60_000;
const pollMs = 15;

/**
 * Opens a page. It gets nothing but itself.
 *
 * @throws {Error} if it asks for anything else, or fails.
 */
export async function openPageTab(connection: Connection, html: string, options: PageTabOptions): Promise<PageTab> {
  const asked: string[] = [];
  let given = false;
  const tab = await openTab(connection, {
    ...options,
    onRequest({ url }) {
      if (url.startsWith(address) && !given) {
        given = true;
        return { html };
      }
      if (!url.endsWith("/favicon.ico")) asked.push(url.slice(0, 200));
      return "refuse";
    },
  });
  const settle = async (): Promise<PageState> => {
    for (let waited = 0; waited <= settleWithinMs; waited += pollMs) {
      const state = await tab.evaluate<PageState | undefined>(stateExpression);
      if (asked.length > 0) throw new Error(`the page asked for ${asked[0]}`);
      if (state?.ready === true) return state;
      if (state === undefined && tab.faults.length > 0) throw new Error(`the page failed: ${tab.faults[0]}`);
      await options.sleep(pollMs, options.signal);
    }
    throw new Error(`the page was not drawn within ${settleWithinMs / 1000} s`);
  };
  await tab.open(`${address}${options.search}`);
  await settle();
  let size = `${options.width} ${options.height}`;
  return {
    tab,
    async resize(width, height) {
      if (size === `${width} ${height}`) return;
      size = `${width} ${height}`;
      await tab.resize(width, height);
      await tab.evaluate(resized(width, height));
      await settle();
    },
    async show(search) {
      await tab.evaluate(`window.__dashpreview.show(${JSON.stringify(search)})`);
      return settle();
    },
  };
}

/** Waits until the page knows its size and has painted with it: only then does it say that it draws again. */
const resized = (width: number, height: number) => `new Promise((done) => {
  let left = 120;
  const look = () => {
    const there = innerWidth === ${width} && innerHeight === ${height};
    if (there || left-- === 0) requestAnimationFrame(() => requestAnimationFrame(() => done()));
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Without its functions. */
const stateExpression = `(() => {
  const state = window.__dashpreview;
  return state && { ready: state.ready, failures: state.failures.slice(0, 20) };
})()`;

/** A panel as it stands in the page. */
export interface PlacedPanel extends Region {
  readonly key: string;
}

/** Where the panels are that the page shows, and how high it is with a margin below the last. */
export async function placesOf(tab: Tab): Promise<{ readonly panels: readonly PlacedPanel[]; readonly end: number }> {
  return tab.evaluate(`(() => {
    const panels = [...document.querySelectorAll("[data-panel]")].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { key: element.dataset.panel, x: left + scrollX, y: top + scrollY, width, height };
    });
    const main = document.querySelector("main")?.getBoundingClientRect();
    return { panels, end: Math.ceil((main?.bottom ?? 0) + scrollY) };
  })()`);
}
