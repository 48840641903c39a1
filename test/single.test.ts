import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { dashboard } from "./e2e/stack.ts";
import { temporaryFolder, toolPath } from "./servers/process.ts";

// Each bundles everything.
vi.setConfig({ testTimeout: 240_000 });

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const root = resolve(import.meta.dirname, "..");
const run = (program: string, ...args: string[]) =>
  execFileSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: "utf8",
    timeout: 200_000,
    stdio: ["ignore", "pipe", "pipe"],
  });

const node24 = process.env["DASHPREVIEW_NODE24"] ?? join(homedir(), ".cache/dashpreview/bin/node24");
test.runIf(process.platform === "linux" && existsSync(node24))(
  "the program that needs no Node draws a page in an empty folder, and refuses code of dashboards",
  () => {
    run(join(root, "scripts/single.mjs"), "--sea", "--node", node24, "--out", folder);
    const program = join(folder, `dashpreview-linux-${process.arch}`);
    const bytes = readFileSync(program);
    const [hash] = readFileSync(`${program}.sha256`, "utf8").split("  ");
    expect(hash).toBe(createHash("sha256").update(bytes).digest("hex"));
    const start = (...args: string[]) =>
      spawnSync(program, args, { cwd: folder, encoding: "utf8", env: { HOME: homedir(), PATH: "/usr/bin:/bin" } });
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    expect(start("--version").stdout.trim()).toBe(version);
    expect(start("report", "--help").stdout).toContain("dashpreview report");
    writeFileSync(join(folder, "b.json"), JSON.stringify(dashboard("Executable", ["queue_length"])));
    const made = start(
      "report",
      "b.json",
      "-o",
      "b.html",
      "--history",
      "10m",
      "--prometheus-bin",
      toolPath("prometheus"),
    );
    expect(made.status, made.stderr).toBe(0);
    expect(readFileSync(join(folder, "b.html"), "utf8")).toMatch(/^<!doctype html>[\s\S]*"title":"Executable"/);
    const missing = start("validate", "gone.json");
    expect([missing.status, missing.stderr]).toEqual([2, "error: gone.json: no such file or folder\n"]);
    const code = start("validate", "b.json", "--allow-code");
    expect([code.status, code.stderr]).toEqual([2, expect.stringContaining("--allow-code needs Node")]);
  },
);

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
