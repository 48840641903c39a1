import { ExpectedError, GrafanaError, PictureError } from "../../../errors.ts";
import { createHttpClient, type HttpClient } from "../../../http/client.ts";
import { authHeader } from "../../../http/headers.ts";
import type { HttpConnectionOptions } from "../../../http/request.ts";
import { field } from "../../../json/read.ts";
import { makePicture, type Picture } from "../../../present/picture-set.ts";
import { type LaunchOptions, launchBrowser } from "../browser/launch.ts";
import { addressOf, type GrafanaView, type ShownDashboard, viewsOf } from "./grafana-views.ts";
import { settledTab } from "./settled-tab.ts";

/** Where pictures come from, and how they are taken. */
export interface GrafanaPictureOptions extends Pick<LaunchOptions, "temporaryFolder" | "env" | "signal"> {
  /** Credentials go to this server in headers, and nowhere else. */
  readonly grafana: HttpConnectionOptions;
  /** Of a browser, for a Grafana that cannot draw; undefined where there is none. */
  readonly program: string | undefined;
  /** Pixels of a whole dashboard. */
  readonly width: number;
  readonly scale: 1 | 2;
  readonly theme: "light" | "dark";
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** A picture that a Grafana drew, or a browser that showed it. */
export interface GrafanaPicture {
  /** Index of the dashboard. */
  readonly dashboard: number;
  /** Undefined for the whole dashboard. */
  readonly panelId: number | undefined;
  readonly picture: Picture;
}

/** The pictures, and who drew them. */
export interface GrafanaPictures {
  readonly by: "renderer" | "browser";
  readonly pictures: readonly GrafanaPicture[];
}

/** The most that a picture may have, and how long one may take. */
const [maxBytes, renderMs] = [10 * 1024 * 1024, 60_000];

/**
 * Takes pictures of dashboards that are in a Grafana: by its own renderer where it has one, else by a browser that
 * shows each until all of it is there.
 *
 * @throws {GrafanaError} if Grafana refuses. {@link PictureError} if there is neither, or the browser fails.
 */
export async function takeGrafanaPictures(
  dashboards: readonly ShownDashboard[],
  options: GrafanaPictureOptions,
): Promise<GrafanaPictures> {
  const client = createHttpClient({ ...options.grafana, maxResponseBytes: maxBytes });
  try {
    const views = dashboards.flatMap((dashboard, index) => viewsOf(dashboard, { ...options, index }));
    if (await canRender(client, options.signal))
      return { by: "renderer", pictures: await render(client, views, options) };
    return { by: "browser", pictures: await browse(client.url, views, options) };
  } finally {
    client.close();
  }
}

async function canRender(client: HttpClient, signal: AbortSignal): Promise<boolean> {
  const answer = await client.send({ method: "GET", path: "/api/frontend/settings", signal });
  if (answer.status !== 200) throw refused("reading Grafana's settings", answer.status);
  return field(answer.json(), "rendererAvailable") === true;
}

async function render(
  client: HttpClient,
  views: readonly GrafanaView[],
  { signal }: GrafanaPictureOptions,
): Promise<GrafanaPicture[]> {
  const pictures: GrafanaPicture[] = [];
  for (const view of views) {
    const query = { ...view.query, timeout: renderMs / 1000 };
    const path = `/render${view.path}`;
    const answer = await client.send({ method: "GET", path, query, timeoutMs: 2 * renderMs, signal });
    if (answer.status !== 200) throw refused(`a picture of ${view.what}`, answer.status);
    pictures.push(pictureOf(view, answer.body));
  }
  return pictures;
}

async function browse(
  base: string,
  views: readonly GrafanaView[],
  { grafana, program, signal, sleep, scale, ...place }: GrafanaPictureOptions,
): Promise<GrafanaPicture[]> {
  if (program === undefined)
    throw new PictureError("this Grafana has no image renderer, and there is no browser to show it in");
  const headers = { ...grafana.headers, ...grafana.ownHeaders, ...authHeader(grafana.auth) };
  const browser = await launchBrowser({ ...place, program, offline: false, sandboxOnly: true, signal });
  const pictures: GrafanaPicture[] = [];
  const stop = () => void browser.stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const tab = await settledTab(browser.connection, { base, headers, scale, signal, sleep });
    for (const view of views)
      pictures.push(
        pictureOf(
          view,
          await tab.shoot(addressOf(base, view), { ...view, panels: view.panelId === undefined ? view.panels : 1 }),
        ),
      );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ExpectedError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new PictureError(`no pictures of Grafana: ${said}`, { cause: error });
  } finally {
    signal.removeEventListener("abort", stop);
    await browser.stop();
  }
  return pictures;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @throws {GrafanaError} for an answer that is no PNG. */
function pictureOf({ index, panelId, what, alt }: GrafanaView, png: Uint8Array): GrafanaPicture {
  const bytes = Buffer.from(png);
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(signature))
    throw new GrafanaError(`a picture of ${what}: Grafana's answer is no PNG`, { code: "not-grafana" });
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return { dashboard: index, panelId, picture: makePicture({ png: bytes, width, height, alt }) };
}

function refused(doing: string, status: number): GrafanaError {
  return new GrafanaError(`${doing}: Grafana answered ${status}`, { code: "refused", status });
}
