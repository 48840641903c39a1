import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { freePort, temporaryFolder, toolPath } from "../servers/process.ts";

const root = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/relay.md"), "utf8");
const block = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)![1]!;

let child: ChildProcess | undefined;
let folder: string | undefined;
afterEach(() => {
  if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

test("the example of docs/relay.md runs as it stands, with real and generated panels", async () => {
  folder = temporaryFolder();
  const port = await freePort();
  writeFileSync(join(folder, "shop.mjs"), block("js"));
  writeFileSync(join(folder, "shop.json"), block("json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const bin = join(folder, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "dashpreview"), `#!/bin/sh\nexec '${process.execPath}' '${root}/dist/cli.js' "$@"\n`);
  chmodSync(join(bin, "dashpreview"), 0o755);
  // The reader's own pace, and another port than may be in use here.
  const script = block("sh").replace("&\n", "& sleep 2\n").replace("8080", `${port}`);
  child = spawn("bash", ["-c", script], {
    cwd: folder,
    detached: true,
    env: {
      ...{ PATH: `${bin}:${process.env["PATH"]}`, TMPDIR: folder, HOME: process.env["HOME"] },
      ...{ PORT: `${port}`, DASHPREVIEW_PROMETHEUS_BIN: toolPath("prometheus") },
    },
  });
  let log = "";
  await new Promise<void>((done, fail) => {
    for (const stream of [child!.stdout!, child!.stderr!])
      stream.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (/Prometheus: /.test(log)) done();
      });
    child!.once("close", () => fail(new Error(log)));
  });
  expect(log).toMatch(/Payments +ok/);
  expect(log).toContain(`http://127.0.0.1:${port}/metrics relayed since`);
  const [url] = /(?<=Prometheus: )\S+/.exec(log)!;
  const ask = async (query: string) => {
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`);
    return ((await answer.json()) as { data: { result: object[] } }).data.result.length;
  };
  await expect.poll(() => ask('rate(shop_orders_total{job="shop"}[1m]) > 0'), { timeout: 15_000 }).toBeGreaterThan(0);
  expect(await ask('payments_total{job="shop"}')).toBeGreaterThan(0);
});
