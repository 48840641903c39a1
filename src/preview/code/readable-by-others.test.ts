import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readableByOthers } from "./readable-by-others.ts";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-readable-")));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("readableByOthers wants a readable file below folders that everybody may pass", () => {
  chmodSync(folder, 0o711);
  const [inner, file] = [join(folder, "inner"), join(folder, "inner/file")];
  mkdirSync(inner, { mode: 0o711 });
  writeFileSync(file, "");
  for (const [folderMode, fileMode, expected] of [
    [0o711, 0o644, true],
    [0o711, 0o640, false],
    [0o700, 0o644, false],
  ] as const) {
    chmodSync(inner, folderMode);
    chmodSync(file, fileMode);
    expect(readableByOthers(file)).toBe(expected);
  }
  expect(readableByOthers(join(folder, "missing"))).toBe(false);
});
