import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findWindow, leadsToWindow } from "./refuse-links.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-links-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const find = () => findWindow({ folders: [join(folder, "p")], files: [] });

test("findWindow finds no link in a project of files and of links to files", () => {
  mkdirSync(join(folder, "p/a"), { recursive: true });
  writeFileSync(join(folder, "p/a/x"), "");
  symlinkSync(join(folder, "p/a/x"), join(folder, "p/y"));
  symlinkSync(join(folder, "p"), join(folder, "p/a/round"));
  expect(find()).toBeUndefined();
});

test.for([
  ["/proc", "straight"],
  ["/proc/self/environ", "to a file in it"],
  ["/proc/99999999/environ", "to a process that does not run yet"],
  ["/dev/fd", "to open files"],
  ["/", "to everything"],
] as const)("findWindow finds a link to %s, %s", ([target]) => {
  mkdirSync(join(folder, "p/a"), { recursive: true });
  symlinkSync(target, join(folder, "p/a/link"));
  expect(find()).toBe(join(folder, "p/a/link"));
});

test("findWindow follows links out of the project, and one link by way of another", () => {
  mkdirSync(join(folder, "p"));
  mkdirSync(join(folder, "outside"));
  symlinkSync(join(folder, "outside"), join(folder, "p/out"));
  expect(find()).toBeUndefined();
  symlinkSync("/proc", join(folder, "hop"));
  symlinkSync("../hop", join(folder, "outside/link"));
  expect(find()).toBe(join(folder, "outside/link"));
});

test("findWindow looks at the files that are given by themselves", () => {
  symlinkSync("/proc/self/environ", join(folder, "x.json"));
  expect(findWindow({ folders: [], files: [join(folder, "x.json")] })).toBe(join(folder, "x.json"));
});

test("leadsToWindow says whether a file shows other processes", () => {
  writeFileSync(join(folder, "x"), "");
  expect([leadsToWindow(join(folder, "x")), leadsToWindow("/proc/self/status")]).toEqual([false, true]);
});
