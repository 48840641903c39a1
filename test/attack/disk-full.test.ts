import { execFileSync, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, dashboard, noLeadIn, revisionsWithSamples, type Stack, smallSpec, startStack } from "../e2e/stack.ts";
import { startFaultProxy } from "./fault-proxy.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({}, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec);
});
afterAll(() => stack.stop());

/** Every write to it fails with ENOSPC. */
const full = "/dev/full";
const samples = 4 * 120;

interface Listed {
  readonly previews: readonly { readonly uid: string; readonly revision: string }[];
}

async function expectWhole(key: string): Promise<string> {
  const { previews } = (await stack.run(["list", "--key", key, "--output", "json"])).json<Listed>();
  expect(previews).toHaveLength(1);
  const [{ uid, revision }] = previews as [Listed["previews"][0]];
  expect(
    await ask(
      stack.prometheusUrl,
      `sum(count_over_time({__name__=~".+",dashpreview="${stack.project}.${key}.${revision}"}[2h]))`,
    ),
  ).toBe(samples);
  return uid;
}

test.skipIf(!existsSync(full)).for([
  ["--result-file", ["--result-file", full], {}],
  ["GITHUB_OUTPUT", [], { GITHUB_OUTPUT: full }],
] as const)(
  "up says which file found no room (%s), and the preview that it made stands whole",
  async ([name, flags, env]) => {
    const key = `full-${name.toLowerCase().replaceAll(/[^a-z]/g, "")}`;
    const result = await stack.run(["up", "a.json", "--key", key, "--no-sweep", ...flags], { env });
    expect(result.code, result.stderr).toBe(2);
    expect(result.stderr).toContain(`error: ${name}: the file cannot be written (ENOSPC)`);
    expect(result.stderr).not.toContain("bug:");
    await expectWhole(key);
  },
);

test.skipIf(!existsSync(full)).for(["stdout", "stderr"] as const)(
  "a full disk behind %s ends no run half-way: the preview stands whole, and the exit code is 2 and no finding's",
  async (stream) => {
    const key = `full-${stream}`;
    const file = openSync(full, "w");
    try {
      const program = resolve(import.meta.dirname, "../../dist/cli.js");
      const child = spawn(process.execPath, [program, "up", "a.json", "--key", key, "--no-sweep"], {
        cwd: stack.folder,
        env: { PATH: process.env["PATH"], ...stack.env },
        stdio: ["ignore", stream === "stdout" ? file : "pipe", stream === "stderr" ? file : "pipe"],
      });
      let stderr = "";
      child.stderr?.on("data", (chunk: Buffer) => {
        stderr += chunk.toString();
      });
      const status = await new Promise((done) => child.once("close", done));
      expect(status, stderr).toBe(2);
      if (stream === "stdout")
        expect(stderr).toMatch(/^error: the output could not be written \(ENOSPC\); everything else was done$/m);
      expect(stderr).not.toMatch(/at .*\.js:\d/);
      await expectWhole(key);
    } finally {
      closeSync(file);
    }
  },
);

/** A file system of 16 KiB; undefined where this user may not mount one. */
function tinyFolder(): string | undefined {
  const folder = join(stack.folder, "tiny");
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "dashpreview-test", folder], { stdio: "ignore" });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

test("report and test say that the temporary folder is full, at once and without a trace, and leave nothing there", async () => {
  const folder = tinyFolder();
  if (folder === undefined) return;
  try {
    stack.write("rules.yaml", "groups: [{ name: g, rules: [{ alert: A, expr: queue_length > 1e9 }] }]\n");
    for (const args of [
      ["report", "a.json", "-o", "a.html"],
      ["test", "rules.yaml", "--data", "dashpreview.yaml"],
    ]) {
      const result = await stack.run(args, { env: { TMPDIR: folder } });
      expect(result.code, result.stderr).toBe(3);
      expect(result.stderr).toContain(
        `error: no room is left in the temporary folder ${folder}: free some, or set TMPDIR to another folder`,
      );
      expect(result.stderr).not.toMatch(/bug:|\n\s+at /);
      expect(readdirSync(folder)).toEqual([]);
    }
  } finally {
    execFileSync("umount", [folder]);
    rmSync(folder, { recursive: true });
  }
});

test("export and infer leave the file that they were to write as it was when the disk is full, and nothing beside it", async () => {
  const folder = tinyFolder();
  if (folder === undefined) return;
  try {
    stack.write(
      "large.json",
      dashboard(
        "Large",
        Array.from({ length: 150 }, (_, index) => `sum by (job) (rate(metric_${index}{code=~"5.."}[5m]))`),
      ),
    );
    stack.write("tiny/kept.txt", "mine\n");
    expect((await stack.run(["up", "large.json", "--key", "tiny", "--no-sweep", "--fail-on", "none"])).code).toBe(0);
    const { previews } = (await stack.run(["list", "--key", "tiny", "--output", "json"])).json<Listed>();
    for (const args of [
      ["export", previews[0]!.uid, "-o", "tiny/kept.txt"],
      ["infer", "large.json", "--no-check", "--force", "-o", "tiny/kept.txt"],
      ["infer", "large.json", "--no-check", "-o", "tiny/new.yaml"],
    ]) {
      const result = await stack.run(args);
      expect(result.code, `${args.join(" ")}: ${result.stderr}`).toBe(2);
      expect(result.stderr).toMatch(/tiny\/(kept\.txt|new\.yaml).*cannot be written \(ENOSPC\)/);
    }
    expect(readFileSync(join(folder, "kept.txt"), "utf8")).toBe("mine\n");
    expect(readdirSync(folder)).toEqual(["kept.txt"]);
    const bundle = await stack.run(["up", "large.json", "--key", "tiny", "--bundle", "tiny/bundle"]);
    expect([bundle.code, /ENOSPC|no space/i.test(bundle.stderr), bundle.stderr.includes("bug:")]).toEqual([
      2,
      true,
      false,
    ]);
  } finally {
    execFileSync("umount", [folder]);
  }
});

test.skipIf(!existsSync(full))(
  "a link stays a link: to a device it is written through, to a file that file is replaced",
  async () => {
    const [device, file] = [join(stack.folder, "device.yaml"), join(stack.folder, "linked.yaml")];
    symlinkSync(full, device);
    symlinkSync("real.yaml", file);
    stack.write("real.yaml", "mine\n");
    const toDevice = await stack.run(["infer", "a.json", "--no-check", "-o", "device.yaml"]);
    expect([toDevice.code, /cannot be written \(ENOSPC\)/.test(toDevice.stderr)]).toEqual([2, true]);
    const toFile = await stack.run(["infer", "a.json", "--no-check", "--force", "-o", "linked.yaml"]);
    expect(toFile.code, toFile.stderr).toBe(0);
    expect(readFileSync(join(stack.folder, "real.yaml"), "utf8")).toContain("queue_length");
    expect([device, file].map((path) => lstatSync(path).isSymbolicLink())).toEqual([true, true]);
    expect(statSync(full).isCharacterDevice()).toBe(true);
  },
);

test("a receiver whose disk is full: the run says so, leaves nothing of its own, and the earlier preview stays whole", async () => {
  expect((await stack.run(["up", "a.json", "--key", "receiver-full", "--no-sweep"])).code).toBe(0);
  const before = (await revisionsWithSamples(stack)).size;
  const proxy = await startFaultProxy(stack.prometheusUrl);
  const spoilAgain = () =>
    proxy.spoil(
      (name, body) => name === "POST /api/v1/write" && body.length > 50,
      ({ socket }) => {
        socket.end(
          "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 64\r\nConnection: close\r\n\r\nwrite /prometheus/wal/00000001: no space left on device         ",
        );
        spoilAgain();
      },
    );
  spoilAgain();
  try {
    const result = await stack.run(["up", "a.json", "--key", "receiver-full", "--no-sweep", "--retry-for", "1s"], {
      env: { PROMETHEUS_URL: proxy.url },
    });
    expect(result.code).toBe(3);
    expect(result.stderr).toContain("no space left on device");
    expect(result.stderr).toMatch(/deleted the series of this run/);
  } finally {
    await proxy.stop();
  }
  expect((await revisionsWithSamples(stack)).size).toBe(before);
  await expectWhole("receiver-full");
});
