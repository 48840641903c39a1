import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PNG } from "pngjs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeGrafanaPictures } from "../../src/report/pictures/grafana/grafana-pictures.ts";
import type { ShownDashboard } from "../../src/report/pictures/grafana/grafana-views.ts";
import { type HttpDouble, startHttpDouble } from "../servers/http-double.ts";
import { toolPath } from "../servers/process.ts";

const token = "glsa_Qz7KdmWxT5vR";
let folder: string;
let other: HttpDouble;
const doubles: HttpDouble[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-shots-"));
  // Root starts the browser as nobody.
  chmodSync(folder, 0o1777);
  other = await startHttpDouble((_, response) => response.writeHead(200, { "Content-Type": "image/png" }).end());
  doubles.push(other);
});
afterEach(async () => {
  for (const double of doubles.splice(0)) await double.stop();
  rmSync(folder, { recursive: true, force: true });
});

const dashboard: ShownDashboard = {
  ...{ uid: "a1", title: "A", range: { fromMs: 1000, toMs: 2000 }, variables: { pod: "x y" } },
  panels: [{ id: 7, title: "P", place: { y: 0, width: 12, height: 8 } }],
};

/** A page as Grafana's: its panel asks for data, and has a loading bar until they are there. The bar's room stays. */
const page = (cdn: string) => `<!doctype html><body style="margin:0;background:#111">
  <img src="${cdn}/logo.png">
  <div class="css-ol7v04-panel-loading-bar-container"></div>
  <section data-testid="data-testid Panel header P"><div aria-label="Panel loading bar"></div></section>
  <script>
    fetch("/api/ds/query").then((answer) => answer.text()).then((colour) => {
      document.querySelector("section").innerHTML = "<div style='width:2000px;height:2000px;background:" + colour + "'></div>";
    });
  </script>`;

async function grafana(renders: boolean, answer?: number): Promise<HttpDouble> {
  const double = await startHttpDouble((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://x");
    if (request.headers.authorization !== `Bearer ${token}`)
      return response.writeHead(302, { Location: "/login" }).end();
    if (pathname === "/api/frontend/settings") return response.end(JSON.stringify({ rendererAvailable: renders }));
    if (pathname.startsWith("/render/")) {
      if (answer !== undefined) return response.writeHead(answer).end("no");
      const [width, height] = [Number(searchParams.get("width")), Number(searchParams.get("height"))];
      return response.end(PNG.sync.write(new PNG({ width, height })));
    }
    if (pathname === "/api/ds/query") return setTimeout(() => response.end("#00ff00"), 1500);
    return response.writeHead(200, { "Content-Type": "text/html" }).end(page(other.url));
  });
  doubles.push(double);
  return double;
}

const take = (double: HttpDouble, auth = token) =>
  takeGrafanaPictures([dashboard], {
    ...{ grafana: { url: double.url, auth: { type: "bearer", token: auth } }, program: toolPath("chromium") },
    ...{ temporaryFolder: folder, env: process.env, signal: new AbortController().signal },
    ...{ width: 1400, scale: 1, theme: "dark", sleep: (ms) => sleep(ms) },
  });

test("Grafana's own renderer draws the dashboard and each panel, asked with the token in a header alone", async () => {
  const double = await grafana(true);
  const { by, pictures } = await take(double);
  expect(by).toBe("renderer");
  expect(pictures.map(({ panelId, picture }) => [panelId, picture.width, picture.height])).toEqual([
    [undefined, 1400, 320],
    [7, 680, 296],
  ]);
  const asked = double.seen.map(({ target }) => target);
  expect(asked[2]).toBe(
    "/render/d-solo/a1/_?from=1000&to=2000&tz=UTC&theme=dark&scale=1&var-pod=x+y&panelId=7&hideLogo=true&width=680&height=296&timeout=60",
  );
  expect(asked.join()).not.toContain(token);
});

test("without a renderer a browser shows Grafana until its panels have their data, and no other server hears the token", async () => {
  const double = await grafana(false);
  const { by, pictures } = await take(double);
  expect(by).toBe("browser");
  expect(pictures.map(({ panelId, picture }) => [panelId, picture.width, picture.height])).toEqual([
    [undefined, 1400, 320],
    [7, 680, 296],
  ]);
  const { data } = PNG.sync.read(Buffer.from(pictures[1]!.picture.png));
  expect([...data.subarray(data.length - 4)]).toEqual([0, 255, 0, 255]);
  expect(double.seen.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
  expect(double.seen.map(({ target }) => target).join()).not.toContain(token);
  expect(other.seen.length).toBeGreaterThan(0);
  expect(other.seen.filter(({ headers }) => headers.authorization !== undefined)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test("a token that is not taken and a renderer that fails are told, the token never", async () => {
  await expect(take(await grafana(false), "wrong")).rejects.toThrow("reading Grafana's settings: Grafana answered 302");
  await expect(take(await grafana(true, 500))).rejects.toThrow("a picture of dashboard A: Grafana answered 500");
});
