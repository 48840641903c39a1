import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { DashboardError } from "../../errors.ts";
import { confinementOf } from "./confinement.ts";
import { loadModule } from "./load-module.ts";

// Inside the project, so that a bare import of the Foundation SDK and of esbuild is found as a user's project would
// find it.
const folder = mkdtempSync(join(resolve(import.meta.dirname, "../../../node_modules"), ".dashpreview-module-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { signal } = new AbortController();
const confinement = confinementOf({
  allowed: process.allowedNodeEnvironmentFlags,
  uid: process.getuid?.(),
  runsTypeScript: "typescript" in process.features,
});

function load(
  name: string,
  code: string,
  options: { timeoutMs?: number; signal?: AbortSignal; folder?: string } = {},
): Promise<string> {
  const path = join(options.folder ?? folder, name);
  writeFileSync(path, code);
  return loadModule({ path, file: name, execPath: process.execPath, confinement, signal, ...options });
}

test("loadModule builds what a TypeScript module exports, a Foundation SDK builder", async () => {
  const text = await load(
    "builder.ts",
    `import { DashboardBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
     const title: string = "Made by code";
     console.log("noise on standard output");
     export default new DashboardBuilder(title).uid("by-code");`,
  );
  expect(JSON.parse(text)).toMatchObject({ title: "Made by code", uid: "by-code" });
});

test("loadModule takes a function that makes the dashboard and an export named dashboard", async () => {
  expect(JSON.parse(await load("function.mjs", "export default async () => ({ title: 'f' });"))).toEqual({
    title: "f",
  });
  expect(JSON.parse(await load("named.mjs", "export const dashboard = { title: 'n' };"))).toEqual({ title: "n" });
});

test.for([
  ["a list of builders", "[board('a'), board('b')]", [{ title: "a" }, { title: "b" }]],
  ["an object of builders", "{ one: board('a'), two: () => board('b') }", { one: { title: "a" }, two: { title: "b" } }],
  ["a Map", "new Map([['one', board('a')]])", { one: { title: "a" } }],
  [
    "an async function of a list",
    "async () => [await board('a'), Promise.resolve({ title: 'b' })]",
    [{ title: "a" }, { title: "b" }],
  ],
  ["a generator", "function* () { yield board('a'); yield board('b'); }", [{ title: "a" }, { title: "b" }]],
  ["an object of dashboards", "{ one: { title: 'a', panels: [] } }", { one: { title: "a", panels: [] } }],
] as const)("loadModule builds each dashboard of a module that exports %s", async ([name, code, expected]) => {
  const module = `const board = (title) => ({ build: () => ({ title }) });\nexport const dashboards = ${code};`;
  expect(JSON.parse(await load(`${name.replaceAll(" ", "-")}.mjs`, module))).toEqual(expected);
});

test("loadModule runs a module whose packages are links to where they are developed", async () => {
  const outside = mkdtempSync(join(tmpdir(), "test-"));
  try {
    const [project, linked] = [join(outside, "project"), join(outside, "elsewhere/linked")];
    for (const path of [join(project, "node_modules/@scope"), linked]) mkdirSync(path, { recursive: true });
    for (const path of [outside, project]) chmodSync(path, 0o755);
    writeFileSync(join(project, "package.json"), "{}");
    writeFileSync(join(linked, "package.json"), '{ "type": "module", "exports": "./index.js" }');
    writeFileSync(join(linked, "index.js"), 'export const title = "linked";');
    symlinkSync(linked, join(project, "node_modules/@scope/linked"));
    const code =
      'import { title } from "@scope/linked";\nimport { more } from "./more.mjs";\nexport default { title: title + more };';
    writeFileSync(join(project, "more.mjs"), 'export const more = " and more";');
    expect(JSON.parse(await load("uses.mjs", code, { folder: project }))).toEqual({ title: "linked and more" });
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});

test("loadModule hands no environment variable to the module", async () => {
  process.env["DASHPREVIEW_TEST_CANARY"] = "canary-secret";
  try {
    const text = await load("env.mjs", "export default { title: JSON.stringify(process.env) };");
    expect(text).not.toContain("canary-secret");
  } finally {
    delete process.env["DASHPREVIEW_TEST_CANARY"];
  }
});

test.for([
  ["throws", "throw new TypeError('no such panel');", "throws.mjs: the module failed: TypeError: no such panel"],
  [
    "empty",
    "export const other = 1;",
    "empty.mjs: the module failed: Error: it has neither a default export nor one named dashboard or dashboards",
  ],
  ["quits", "process.exit(0);", "quits.mjs: the module ended without a dashboard"],
  ["huge", "export default { title: 'x'.repeat(17 * 1024 * 1024) };", "huge.mjs: the module made more than 16 MiB"],
] as const)("loadModule says what went wrong with a module that %s", async ([name, code, message]) => {
  const error: unknown = await load(`${name}.mjs`, code).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DashboardError);
  expect((error as Error).message).toBe(message);
});

test("loadModule ends a module that never comes to an end", async () => {
  await expect(load("endless.mjs", "for (;;) {}", { timeoutMs: 1500 })).rejects.toThrow(
    "took longer than 1.5 s and was ended",
  );
});

test("loadModule ends the module when the run is interrupted", async () => {
  const controller = new AbortController();
  const loading = load("waits.mjs", "await new Promise(() => setInterval(() => {}, 1000));", {
    signal: controller.signal,
  });
  controller.abort(new Error("stop"));
  await expect(loading).rejects.toThrow("stop");
});

test("loadModule says how to get TypeScript run where this Node cannot and the module's folder has no esbuild", async () => {
  if ("typescript" in process.features) return;
  const outside = mkdtempSync(join(tmpdir(), "test-"));
  try {
    await expect(load("alone.ts", "export default { title: 'x' };", { folder: outside })).rejects.toThrow(
      "does not run TypeScript: use Node 22.18 or later, install esbuild beside the module, or compile it to JavaScript",
    );
  } finally {
    rmSync(outside, { recursive: true, force: true });
  }
});
