import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint, nextChange } from "./watch-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-watch-"));
  writeFileSync(join(folder, "a.json"), "1");
});
afterEach(() => rmSync(folder, { recursive: true }));

test.for<[what: string, change: () => void]>([
  ["written", () => utimesSync(join(folder, "a.json"), 1, 1)],
  [
    "made in a folder below",
    () => {
      mkdirSync(join(folder, "b"));
      writeFileSync(join(folder, "b/c.json"), "");
    },
  ],
  ["removed", () => rmSync(join(folder, "a.json"))],
])("a file that is %s changes the fingerprint", ([, change]) => {
  const before = fingerprint([folder, join(folder, "missing")]);
  expect(fingerprint([folder])).toBe(before);
  change();
  expect(fingerprint([folder])).not.toBe(before);
});

test("dependencies and hidden files do not count", () => {
  const before = fingerprint([folder]);
  for (const name of ["node_modules", ".git"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "x"), "");
  }
  expect(fingerprint([folder])).toBe(before);
});

test("nextChange waits until what changed stays as it is", async () => {
  const since = fingerprint([folder]);
  const stop = new AbortController();
  let looks = 0;
  const sleep = async () => {
    stop.signal.throwIfAborted();
    looks++;
    if (looks === 2 || looks === 3) writeFileSync(join(folder, "a.json"), "x".repeat(looks));
  };
  const now = await nextChange([folder], { sleep, signal: stop.signal, since });
  // Looks 2 and 3 find other sizes, look 4 the same as look 3.
  expect([looks, now === fingerprint([folder])]).toEqual([4, true]);
  stop.abort(new Error("stop"));
  await expect(nextChange([folder], { sleep, signal: stop.signal, since: now })).rejects.toThrow("stop");
});
