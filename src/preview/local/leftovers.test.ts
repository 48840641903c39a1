import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeLeftovers } from "./leftovers.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-leftovers-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function leave(name: string, pids: Readonly<Record<string, string>> = {}): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, pid] of Object.entries(pids)) writeFileSync(join(path, `${file}.pid`), pid);
  return path;
}

/** Removes with these processes running, an hour after the folders were made. */
function remove(running: Readonly<Record<number, string>> = {}, laterMs = 3_600_000) {
  const killed: number[] = [];
  const control = { commandLine: (pid: number) => running[pid], kill: (pid: number) => void killed.push(pid) };
  return { removed: removeLeftovers(folder, control, { nowMs: statSync(folder).mtimeMs + laterMs }), killed };
}

test("removeLeftovers ends the server of a folder whose watchdog is gone, and removes the folder", () => {
  const path = leave("dashpreview-local-a", { watchdog: "100", server: "101" });
  expect(remove({ 101: `prometheus --storage=${path}` })).toEqual({ removed: [path], killed: [101] });
  expect(existsSync(path)).toBe(false);
});

test("removeLeftovers kills no process that took over the number", () => {
  const path = leave("dashpreview-local-a", { watchdog: "100", server: "101" });
  expect(remove({ 100: "vim", 101: "sshd" })).toEqual({ removed: [path], killed: [] });
});

test("removeLeftovers leaves a folder alone that its watchdog guards, and one that is just being made", () => {
  const guarded = leave("dashpreview-local-a", { watchdog: "100", server: "101" });
  expect(remove({ 100: `node ${guarded}`, 101: `prometheus ${guarded}` })).toEqual({ removed: [], killed: [] });
  const fresh = leave("dashpreview-local-b");
  expect(remove({ 100: `node ${guarded}` }, 1000).removed).toEqual([]);
  expect(remove({ 100: `node ${guarded}` }).removed).toEqual([fresh]);
});

test("removeLeftovers touches nothing else, and survives a number that is none and a folder that is missing", () => {
  leave("other");
  const broken = leave("dashpreview-local-a", { watchdog: "100", server: "-1" });
  expect(remove()).toEqual({ removed: [broken], killed: [] });
  expect(existsSync(join(folder, "other"))).toBe(true);
  expect(removeLeftovers(join(folder, "missing"), { commandLine: () => undefined, kill() {} }, { nowMs: 0 })).toEqual(
    [],
  );
});
