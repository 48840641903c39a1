import { PictureError } from "../../../errors.ts";
import type { Connection } from "../browser/connection.ts";
import { openTab } from "../browser/tab.ts";

/** How Grafana is shown. */
export interface SettledTabOptions {
  /** Grafana's address. */
  readonly base: string;
  /** With credentials: sent to Grafana's own origin alone. */
  readonly headers: Readonly<Record<string, string>>;
  readonly scale: number;
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** The size of a picture, and what it must have. */
export interface Shot {
  /** Pixels of the page. */
  readonly width: number;
  readonly height: number;
  /** Panels that are there at least. */
  readonly panels: number;
}

/** A browser's tab that shows Grafana. */
export interface SettledTab {
  /**
   * A picture of a page once every panel of it is there.
   *
   * @throws {PictureError} if Grafana asks to log in, or the page is not there in time.
   */
  shoot(url: string, shot: Shot): Promise<Uint8Array>;
}

const [pollMs, quietPolls, settleWithinMs] = [100, 6, 45_000];

/** Opens a tab for Grafana's pages. */
export async function settledTab(connection: Connection, options: SettledTabOptions): Promise<SettledTab> {
  const { base, headers, scale, signal, sleep } = options;
  const { origin } = new URL(base);
  const tab = await openTab(connection, {
    ...{ width: 1400, height: 900, scale, signal },
    onRequest: ({ url }) => (originOf(url) === origin ? { headers } : "allow"),
  });
  return {
    async shoot(url, { width, height, panels }) {
      await tab.resize(width, height);
      await tab.open(url);
      let quiet = 0;
      let before = "";
      for (let waited = 0; waited < settleWithinMs && quiet < quietPolls; waited += pollMs) {
        await sleep(pollMs, signal);
        const state = await tab.evaluate<GrafanaState>(stateExpression);
        if (state.login) throw new PictureError("Grafana asks the browser to log in: is the token valid?");
        const now = JSON.stringify(state);
        const settled = state.loaded && state.loading === 0 && state.panels >= panels && tab.pending() === 0;
        quiet = settled && now === before ? quiet + 1 : 0;
        before = now;
      }
      if (quiet < quietPolls)
        throw new PictureError(`Grafana was not drawn within ${settleWithinMs / 1000} s: panels were still loading`);
      return tab.screenshot({ x: 0, y: 0, width, height });
    },
  };
}

interface GrafanaState {
  readonly loaded: boolean;
  readonly login: boolean;
  readonly loading: number;
  readonly panels: number;
  /** Elements of the page: it changes while something is being drawn. */
  readonly elements: number;
}

/** Grafana marks panels and their loading bars for its own tests, in versions 9 to 13. */
const stateExpression = `(() => {
  const count = (selector) => document.querySelectorAll(selector).length;
  return {
    loaded: document.readyState === "complete",
    login: /\\/login$/.test(location.pathname),
    loading: count('[aria-label="Panel loading bar"], [data-testid="data-testid Panel loading bar"]') +
      count('.panel-loading, .preloader, [data-testid="Spinner"]'),
    panels: count('[data-viz-panel-key], [data-testid^="data-testid Panel header"], [data-panelid], .panel-solo'),
    elements: count("*"),
  };
})()`;

function originOf(url: string): string | undefined {
  try {
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}
