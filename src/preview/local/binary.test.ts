import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findPrometheusBinary } from "./binary.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-binary-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(path: string, mode = 0o755): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, "");
  chmodSync(full, mode);
  return full;
}
const find = (options: object = {}) =>
  findPrometheusBinary({ env: { PATH: `${folder}/one::${folder}/two` }, homeFolder: folder, ...options });

test("findPrometheusBinary goes along the PATH, then to the user cache", () => {
  const cached = program(".cache/dashpreview/bin/prometheus");
  expect(find()).toBe(cached);
  const second = program("two/prometheus");
  expect(find()).toBe(second);
  // A folder of that name is no program.
  mkdirSync(join(folder, "one/prometheus"), { recursive: true });
  expect(find()).toBe(second);
});

test("findPrometheusBinary looks where XDG_CACHE_HOME says", () => {
  const cached = program("xdg/dashpreview/bin/prometheus");
  expect(find({ env: { XDG_CACHE_HOME: join(folder, "xdg") } })).toBe(cached);
});

test("findPrometheusBinary takes the wanted program only", () => {
  program("two/prometheus");
  expect(() => find({ wanted: join(folder, "missing") })).toThrow("there is no program at this path");
  const wanted = program("mine");
  expect(find({ wanted })).toBe(wanted);
});

test("findPrometheusBinary says how to get one", () => {
  expect(() => find()).toThrow(/apt install prometheus.*--prometheus-bin/);
});
