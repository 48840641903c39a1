import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { dashboard } from "./e2e/stack.ts";
import { temporaryFolder } from "./servers/process.ts";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = resolve(import.meta.dirname, "..");
const run = (program: string, ...args: string[]) =>
  execFileSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: "utf8",
    timeout: 120_000,
    stdio: ["ignore", "pipe", "pipe"],
  });

test("the program as one file runs alone in an empty folder, pages and playground included", async () => {
  run(join(root, "scripts/single.mjs"), "--out", folder);
  const [hash, name] = readFileSync(join(folder, "dashpreview.mjs.sha256"), "utf8").trim().split("  ");
  expect([hash?.length, name]).toEqual([64, "dashpreview.mjs"]);
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const program = join(folder, "dashpreview.mjs");
  expect(run(program, "--version").trim()).toBe(version);
  expect(run(program, "report", "--help")).toContain("dashpreview report");
  writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("Alone", ["queue_length"])));
  run(program, "report", "a.json", "-o", "a.html", "--history", "10m");
  expect(readFileSync(join(folder, "a.html"), "utf8")).toMatch(/^<!doctype html>[\s\S]*"title":"Alone"/);
  // It serves the playground's Prometheus until it is ended.
  const playground = spawn(process.execPath, [program, "report", "--playground", "-o", "p.html"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((done) => playground.once("close", done));
  const said = await new Promise<string>((done) => playground.stderr.once("data", (chunk) => done(String(chunk))));
  await expect.poll(() => existsSync(join(folder, "p.html")), { timeout: 30_000 }).toBe(true);
  playground.kill("SIGINT");
  await ended;
  expect(said).not.toContain("error");
  expect(readFileSync(join(folder, "p.html"), "utf8")).toMatch(/^<!doctype html>/);
});
