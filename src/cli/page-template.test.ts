import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
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

test("a program of one file has its pages inside", () => {
  const embeddedAssets = { "page.html": brotliCompressSync("<html>").toString("base64") };
  expect(readPageTemplate({ assetsFolders: [], embeddedAssets })).toBe("<html>");
  expect(() => readPageTemplate({ assetsFolders: [], embeddedAssets }, "playground.html")).toThrow("npm run page");
});
