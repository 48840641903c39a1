// `npm run site -- --look`: opens the built site in Chromium, in dark and light, and says what a reader would be hurt by:
// requests to other hosts, messages of the console, what axe finds, a search without results. `--shots DIR` keeps pictures.
import { createReadStream, existsSync, mkdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};
/** A page of each kind. */
const looked = [
  "",
  "start.html",
  "recipes/github.html",
  "data-spec.html",
  "editor.html",
  "commands.html",
  "threats.html",
];

/** Serves a folder on the loopback address, below the path `base`. */
async function serve(folder, base) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const below = pathname.startsWith(base) ? normalize(decodeURIComponent(pathname.slice(base.length - 1))) : "/404";
    const path = join(folder, below.endsWith("/") ? `${below}index.html` : below);
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" });
    createReadStream(path).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, address: `http://127.0.0.1:${server.address().port}${base}` };
}

/** What is wrong with the site in `folder`, in words. */
export async function lookAt(folder, base, { shots, say = () => {} } = {}) {
  const { server, address } = await serve(folder, base);
  const browser = await chromium.launch({
    executablePath: process.env.DASHPREVIEW_BROWSER ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const faults = [];
  const axe = createRequire(import.meta.url).resolve("axe-core");
  if (shots !== undefined) mkdirSync(shots, { recursive: true });
  try {
    for (const colorScheme of ["light", "dark"]) {
      // axe's script is put into pages whose policy would not have it.
      const viewport = { width: 1440, height: 900 };
      const context = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce", bypassCSP: false });
      for (const name of looked) {
        const page = await context.newPage();
        const fault = (text) => faults.push(`${name || "index.html"} (${colorScheme}): ${text}`);
        page.on("request", (request) => {
          if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url()))
            fault(`asks ${request.url()}`);
        });
        page.on("console", (message) => {
          if (["error", "warning"].includes(message.type())) fault(message.text());
        });
        page.on("pageerror", (error) => fault(error.message));
        page.on("response", (response) => {
          if (response.status() >= 400) fault(`${response.status()} for ${response.url()}`);
        });
        await page.goto(address + name, { waitUntil: "networkidle" });
        if (name === "editor.html") await edit(page, fault);
        if (shots !== undefined) await page.screenshot({ path: join(shots, `${colorScheme}-${name || "index"}.png`) });
        if (name === "data-spec.html" && colorScheme === "light") await search(page, fault);
        await page.close();
        say(`looked at ${name || "index.html"}, ${colorScheme}`);
      }
      await context.close();
      const free = await browser.newContext({ colorScheme, viewport, reducedMotion: "reduce", bypassCSP: true });
      for (const name of looked) {
        const page = await free.newPage();
        await page.goto(address + name, { waitUntil: "networkidle" });
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => window.axe.run({ exclude: ["iframe"] }));
        for (const { id, nodes } of violations)
          faults.push(
            `${name || "index.html"} (${colorScheme}): axe ${id} at ${nodes.length}: ${nodes[0].html.slice(0, 160)}`,
          );
        await page.close();
      }
      await free.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  return faults;
}

/** Writes another spec into the editor and makes its series. */
async function edit(page, fault) {
  const frame = page.frameLocator("iframe");
  await frame
    .locator("canvas")
    .first()
    .waitFor({ timeout: 15_000 })
    .catch(() => fault("no curves"));
  const editor = frame.getByRole("region", { name: "Data spec" }).getByRole("textbox");
  const spec = (type) => `version: 1\nmetrics:\n- name: my_queue\n${type}: gauge\n`;
  const write = async (text) => {
    await editor.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text);
  };
  await write(spec("  typ"));
  const wait = { timeout: 10_000 };
  await frame
    .getByText(/did you mean .type/)
    .first()
    .waitFor(wait)
    .catch(() => fault("a fault is not told"));
  await write(`${spec("  type")}  series: [{ value: { wave: { min: 0, max: 9, period: 1h } } }]\n`);
  await frame.getByRole("button", { name: "Generate" }).click();
  await frame
    .getByText("my_queue")
    .last()
    .waitFor(wait)
    .catch(() => fault("a changed spec makes no curves"));
}

async function search(page, fault) {
  await page.keyboard.press("Control+k");
  await page.locator("#localsearch-input").fill("native histogram");
  await page
    .locator("#localsearch-list a")
    .first()
    .waitFor({ timeout: 10_000 })
    .catch(() => fault("search finds nothing"));
}
