import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPageTemplate } from "./page-template.ts";

test("readPageTemplate takes the page of the first folder that has one, else says how to build it", () => {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-assets-"));
  const assetsFolders = ["none", "one"].map((name) => join(folder, name));
  try {
    expect(() => readPageTemplate({ assetsFolders })).toThrow("npm run page");
    mkdirSync(assetsFolders[1]!);
    writeFileSync(join(assetsFolders[1]!, "page.html"), "<html>");
    expect(readPageTemplate({ assetsFolders })).toBe("<html>");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
