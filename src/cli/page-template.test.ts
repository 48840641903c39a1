import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { readPageTemplate, requirePlace } from "./page-template.ts";

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

test("requirePlace says early that a page cannot be written", () => {
  const cwd = mkdtempSync(join(tmpdir(), "dashpreview-place-"));
  try {
    mkdirSync(join(cwd, "out"));
    expect(() => requirePlace("none/x.html", { cwd })).toThrow("there is no folder none");
    expect(() => requirePlace("out", { cwd })).toThrow("out is a folder: name a file in it, such as out/report.html");
    for (const file of ["x.html", "out/x.html", "/dev/stdout"]) requirePlace(file, { cwd });
  } finally {
    rmSync(cwd, { recursive: true });
  }
});

test("a program of one file has its pages inside", () => {
  const embeddedAssets = { "page.html": brotliCompressSync("<html>").toString("base64") };
  expect(readPageTemplate({ assetsFolders: [], embeddedAssets })).toBe("<html>");
  expect(() => readPageTemplate({ assetsFolders: [], embeddedAssets }, "playground.html")).toThrow("npm run page");
});
