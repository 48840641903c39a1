import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { upOptions } from "../src/cli/commands/up/options.ts";
import { runProgram } from "./ci/run-program.ts";
import { ask, dashboard, type Stack, smallSpec, startStack } from "./e2e/stack.ts";
import { freePort, temporaryFolder, toolPath } from "./servers/process.ts";

const root = resolve(import.meta.dirname, "..");
const live = readFileSync(join(root, "docs/live.md"), "utf8");
const scale = readFileSync(join(root, "docs/recipes/scale.md"), "utf8");
const blocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, block]) => block!);
const [ordinary, addressed, looked] = blocks(live, "bash").map((block) => block.trim().split("\n"));

let stack: Stack;
let env: Record<string, string>;
const children: ChildProcess[] = [];
beforeAll(async () => {
  stack = await startStack({ window: "1h" });
  stack.write("dashboards/api.json", dashboard("API", ["rate(requests_total[2m])", "queue_length"]));
  stack.write("dashboards/api.data.yaml", smallSpec);
  stack.write("load.json", dashboard("Load", ["sum(rate(requests_total[2m]))"]));
  stack.write("load.data.yaml", smallSpec);
  cpSync(join(root, "deploy"), join(stack.folder, "deploy"), { recursive: true });
  const bin = join(temporaryFolder(), "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "dashpreview"), `#!/bin/sh\nexec '${process.execPath}' '${root}/dist/cli.js' "$@"\n`);
  chmodSync(join(bin, "dashpreview"), 0o755);
  env = {
    ...{
      PATH: [bin, dirname(toolPath("prometheus")), process.env["PATH"]].join(":"),
      TMPDIR: stack.folder,
      HOME: process.env["HOME"]!,
    },
    ...stack.env,
  };
});
afterAll(() => stack?.stop());
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function run(script: string): Promise<string> {
  const file = join(stack.folder, "step.sh");
  writeFileSync(file, script);
  const { code, log } = await runProgram("bash", [file], { cwd: stack.folder, env });
  expect(code, `${script}\n${log}`).toBe(0);
  return log;
}

/** Runs a command until it has said something, and something else is done; then Ctrl-C. Returns all that it said. */
async function untilSaid(line: string, begun: RegExp, then: () => Promise<void> = async () => {}): Promise<string> {
  const child = spawn("bash", ["-c", `exec ${line}`], { cwd: stack.folder, env });
  children.push(child);
  let log = "";
  const ended = new Promise<number | null>((done) => child.once("close", done));
  await new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (begun.test(log)) done();
      });
    child.once("close", () => done());
  });
  expect(log).toMatch(begun);
  await then();
  child.kill("SIGINT");
  expect(await ended, log).toBe(0);
  return log;
}

test("the first commands of docs/live.md make a preview and go on with it, and the metrics are those of its table", async () => {
  const [up, goOn, ...more] = ordinary!;
  expect(more).toEqual([]);
  await run(up!);
  const port = await freePort();
  const named = [...live.matchAll(/^\| `(dashpreview_live_\w+)(?:\{work\})?`/gm)].map(([, name]) => name!);
  const said = await untilSaid(`${goOn} --port ${port}`, /writing for /, async () => {
    const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const shown = new Set([...page.matchAll(/^# TYPE (dashpreview_live_\w+)/gm)].map(([, name]) => name!));
    expect([...shown].sort()).toEqual(named.sort());
    const works = [...page.matchAll(/^dashpreview_live_failures_total\{work="(\w+)"\}/gm)].map(([, work]) => work!);
    const told = /what did not work: (.*?) +\|$/m.exec(live)![1]!.match(/\w+/g)!;
    expect(works.sort()).toEqual([...told].sort());
  });
  expect(said).toMatch(/until 20\d\d-/);
});

test("docs/live.md's command with the address of a review begins to write as well", async () => {
  expect(addressed).toHaveLength(1);
  await untilSaid(addressed![0]!, /writing live data for the previews of project/);
});

test("live's own dashboard has data in every panel, by the command of docs/live.md", async () => {
  expect(looked).toHaveLength(1);
  const log = await run(`${looked![0]} --exit --output json >result.json`);
  const [{ panels }] = (
    JSON.parse(readFileSync(join(stack.folder, "result.json"), "utf8")) as {
      dashboards: [{ panels: Record<string, number> }];
    }
  ).dashboards;
  expect(panels, log).toMatchObject({ empty: 0, error: 0 });
  expect(panels["ok"]).toBeGreaterThan(3);
});

test("three processes write a run together by the commands of docs/recipes/scale.md", async () => {
  const [script] = blocks(scale, "bash");
  await run(script!);
  const written = '{dashpreview=~".+", __name__=~"requests_total|queue_length"}';
  const ofRun = `${written} and on (dashpreview) label_replace(dashpreview_shard_plan{run="nightly-7"}, "dashpreview", "$1", "preview", "(.*)")`;
  // Three instances of a counter, and a gauge.
  expect(await ask(stack.prometheusUrl, `count(${ofRun})`)).toBe(4);
  const titles = stack.double!.dashboards().map(({ model }) => String(model["title"]));
  expect(titles.filter((title) => title.endsWith("Load"))).toHaveLength(1);
});

test("the matrix of docs/recipes/scale.md names every shard once, and only flags that there are", () => {
  const [yaml] = blocks(scale, "yaml");
  const { jobs } = parse(yaml!) as {
    jobs: { preview: { strategy: { matrix: { shard: number[] } }; steps: { run?: string }[] } };
  };
  const { strategy, steps } = jobs.preview;
  const command = steps.flatMap((step) => step.run ?? []).find((one) => one.includes("--shard"))!;
  const count = Number(/--shard \$\{\{ matrix\.shard \}\}\/(\d+)/.exec(command)![1]);
  expect(strategy.matrix.shard).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  for (const [, flag] of command.matchAll(/--([a-z-]+)/g)) expect(Object.keys(upOptions)).toContain(flag);
  for (const [, flag] of scale.matchAll(/`--((?:max|shard|verify|run)[a-z-]*)/g))
    expect(Object.keys(upOptions)).toContain(flag);
});

test("the table of docs/recipes/scale.md follows from the numbers above it", () => {
  const number = (pattern: RegExp) => Number(pattern.exec(scale)![1]!.replaceAll(",", ""));
  const aSecond = number(/\*\*History\*\*: ([\d.]+) million samples a CPU second/) * 1e6;
  const aSeries = number(/are ([\d,]+) samples a series/);
  const liveASecond = number(/([\d,]+) samples a CPU second, since/);
  const memory = number(/(\d+) kB for each series/) * 1000;
  const wire = number(/(\d+) bytes a sample in history/);
  const units: Record<string, number> = { "": 1, million: 1e6, billion: 1e9, GB: 1e9, TB: 1e12, min: 60, h: 3600 };
  const value = (cell: string) => {
    const [, digits, unit] = /^([\d.,]+) ?(\w*)$/.exec(cell)!;
    return Number(digits!.replaceAll(",", "")) * units[unit!]!;
  };
  const rows = [...scale.matchAll(/^\| (\d+ million) +\|(.*)\|$/gm)].map(([, series, rest]) =>
    [series!, ...rest!.split("|")].map((cell) => value(cell.trim())),
  );
  expect(rows).toHaveLength(3);
  for (const [series, ...cells] of rows) {
    const samples = series! * aSeries;
    const sums = [
      samples,
      samples / aSecond,
      samples * wire,
      series! * memory,
      series! / 15,
      series! / 15 / liveASecond,
    ];
    for (const [index, sum] of sums.entries())
      expect(Math.abs(cells[index]! / sum - 1), `${series}: ${index}`).toBeLessThan(0.1);
  }
});
