import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findBrowser } from "./find-browser.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-browsers-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(path: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  chmodSync(file, 0o755);
  return file;
}
const find = (wanted?: string) => {
  const env = { PATH: `${folder}/a:relative:${folder}/b` };
  return findBrowser({ env, homeFolder: join(folder, "home"), wanted, applications: [join(folder, "Apps/Chrome")] });
};

test("a browser is the named one, else from the PATH with Chromium first, else an application, else Playwright's newest, else the demo's", () => {
  const cached = program("home/.cache/dashpreview/bin/chromium");
  expect(find()).toBe(cached);
  const old = program("home/.cache/ms-playwright/chromium-999/chrome-linux/chrome");
  program("home/.cache/ms-playwright/firefox-2000/chrome-linux/chrome");
  expect(find()).toBe(old);
  const fresh = program("home/.cache/ms-playwright/chromium_headless_shell-1200/chrome-linux/headless_shell");
  expect(find()).toBe(fresh);
  const application = program("Apps/Chrome");
  expect(find()).toBe(application);
  const edge = program("a/msedge");
  expect(find()).toBe(edge);
  const chromium = program("b/chromium");
  expect(find()).toBe(chromium);
  expect(find(edge)).toBe(edge);
});

test("without one it is said what to install, and a wrong name is told as wrong", () => {
  expect(() => find()).toThrow("Install one (Debian: apt install chromium; Ubuntu, macOS: Google Chrome;");
  expect(() => find(join(folder, "none"))).toThrow(/--browser .*none: there is no program at this path/);
  mkdirSync(join(folder, "a/chromium"), { recursive: true });
  expect(() => find()).toThrow("no Chromium, Chrome or Edge was found");
});
