import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { PNG } from "pngjs";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { PageData } from "../../src/report/page-data.ts";
import { pageHtml } from "../../src/report/page-html.ts";
import { type DrawOptions, drawPictures } from "../../src/report/pictures/draw-pictures.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
import { builtPage } from "../page/built-page.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";

let folder: string;
let template: string;
let data: PageData;
/** All pictures, for the tests that want no others. */
let first: ReturnType<typeof draw>;
beforeAll(async () => {
  folder = temporaryFolder();
  // Root starts the browser as nobody.
  chmodSync(folder, 0o1777);
  template = await builtPage();
  const exprs = ["queue_length", "rate(requests_total[5m])", "no_such_metric"];
  writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A", exprs)));
  writeFileSync(join(folder, "old.json"), JSON.stringify(dashboard("A", ["queue_length * 2", ...exprs.slice(1)])));
  writeFileSync(join(folder, "a.data.yaml"), smallSpec);
  const args = ["--output", "json", "--base", "old.json", "--at", "2026-01-31T12:00Z", "a.json"];
  const env = { TMPDIR: mkdtempSync(join(folder, "tmp-")) };
  const report = await runCli(["report", ...args], { cwd: folder, env });
  expect(report.code, report.stderr).toBe(0);
  data = report.json<PageData>();
  first = draw();
  await first;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const draw = (page = { html: pageHtml(template, data), data }, more: Partial<DrawOptions> = {}) =>
  drawPictures(page, {
    ...{ program: toolPath("chromium"), temporaryFolder: folder, env: process.env, themes: ["dark"] as const },
    ...{ width: 1400, scale: 1, which: "all", maxPanels: 50, sleep: (ms) => sleep(ms) },
    signal: new AbortController().signal,
    ...more,
  });
const leftovers = () => readdirSync(folder).filter((name) => name.startsWith("dashpreview-local-"));
const coloursOf = (png: Uint8Array) => {
  const { data: pixels } = PNG.sync.read(Buffer.from(png));
  const colours = new Set<number>();
  for (let at = 0; at < pixels.length; at += 4) colours.add(pixels.readUInt32BE(at));
  return colours.size;
};

test("a dashboard and its panels are drawn before and after, in the panels' own sizes, and say what changed", async () => {
  const { sets, warnings } = await first;
  const { overview, panels } = sets.get("dark")!;
  expect(warnings.filter((text) => !text.includes("sandbox"))).toEqual([]);
  expect(overview).toHaveLength(1);
  expect(overview[0]!.alt).toBe("Dashboard A: 3 panels, 1 without data");
  // 1,400 px less two margins of 16: twelve columns of 49.33 and their gaps.
  expect(panels.map(({ after }) => [after!.width, after!.height])).toEqual(Array(3).fill([680, 296]));
  for (const { png, width, height } of [overview[0]!, panels[0]!.before!, panels[0]!.after!]) {
    const read = PNG.sync.read(Buffer.from(png));
    expect([read.width, read.height]).toEqual([width, height]);
    expect(coloursOf(png)).toBeGreaterThan(20);
  }
  expect(panels.map(({ change, difference }) => [change, difference])).toEqual([
    ["changed", "changed"],
    ["unchanged", "none"],
    ["unchanged", "none"],
  ]);
  expect(panels[0]!.differencePercent).toBeGreaterThan(0);
  expect(panels[0]!.after!.alt).toMatch(/^.+ \(timeseries\) of A: 1 series; .*last 7$/);
  expect(panels[0]!.before!.alt).toMatch(/last 14$/);
  expect(leftovers()).toEqual([]);
});

test("the same page gives the same pixels, the other theme and scale others, and changed ones come alone", async () => {
  const [one, other] = [await first, await draw(undefined, { which: "changed" })];
  const names = (set: typeof one, theme: "dark" | "light") =>
    set.sets.get(theme)!.panels.flatMap(({ before, after }) => [before?.name, after?.name]);
  expect(names(other, "dark")).toEqual(names(one, "dark").slice(0, 2));
  expect(other.sets.get("dark")!.overview[0]!.name).toBe(one.sets.get("dark")!.overview[0]!.name);
  const light = await draw(undefined, { themes: ["light"], scale: 2, which: "changed" });
  const [panel] = light.sets.get("light")!.panels;
  expect([panel!.after!.width, panel!.after!.height]).toEqual([1360, 592]);
  expect(panel!.after!.name).not.toBe(names(one, "dark")[1]);
});

test("a page that asks for something, or never comes, gives no pictures but an error, and leaves nothing", async () => {
  const asking = '<!doctype html><script>fetch("http://127.0.0.1:9/x").catch(() => {})</script>';
  await expect(draw({ html: asking, data })).rejects.toThrow("no pictures: the page asked for http://127.0.0.1:9/x");
  const broken = "<!doctype html><script>throw new Error('no')</script>";
  await expect(draw({ html: broken, data })).rejects.toThrow("no pictures: the page failed: Error: no");
  const waiting = draw({ html: "<!doctype html>", data }, { timeoutMs: 2500 });
  await expect(waiting).rejects.toThrow("pictures were not taken within 2.5 s");
  await expect(draw(undefined, { program: "/bin/false" })).rejects.toThrow("/bin/false did not start");
  expect(leftovers()).toEqual([]);
});

test("when the program is killed, its browser ends and the folder goes", async () => {
  const file = join(folder, "launch.mjs");
  const options = { program: toolPath("chromium"), temporaryFolder: folder, offline: true, sandboxOnly: false };
  await build({
    stdin: {
      contents: `import { launchBrowser } from "./src/report/pictures/browser/launch.ts";
        const options = { ...${JSON.stringify(options)}, env: process.env, signal: new AbortController().signal };
        await launchBrowser(options);
        console.log("started");`,
      resolveDir: resolve("."),
    },
    ...{ bundle: true, platform: "node", format: "esm", outfile: file, logLevel: "silent" },
  });
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await new Promise((done) => child.stdout.once("data", done));
  const [name] = leftovers();
  const server = Number(readFileSync(join(folder, name!, "server.pid"), "utf8"));
  child.kill("SIGKILL");
  const gone = () => leftovers().length === 0 && !existsSync(`/proc/${server}`);
  for (let waited = 0; waited < 10_000 && !gone(); waited += 50) await sleep(50);
  expect(gone()).toBe(true);
});

test("report --base --pictures writes the changed panel before and after, also below a long TMPDIR", async () => {
  // Chromium's socket would have a path that is too long.
  const env = { TMPDIR: mkdtempSync(join(folder, "a-long-name-for-a-folder-of-temporary-files-")) };
  const args = ["--base", "old.json", "--at", "2026-01-31T12:00Z", "-o", "page.html", "--pictures", "shots", "a.json"];
  const { code, stderr } = await runCli(["report", ...args], { cwd: folder, env });
  expect(code, stderr).toBe(0);
  const shots = readdirSync(join(folder, "shots")).filter((name) => name.startsWith("a--panel-1-"));
  expect(shots.sort()).toEqual(["a--panel-1-after.png", "a--panel-1-before.png"]);
});
