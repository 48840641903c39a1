import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";
import { startCli } from "../e2e/cli.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";
import { fences, programsOnPath } from "./pages.ts";

const [, run] = fences("local.md", "sh");
const [module] = fences("local.md", "ts dashboards.mts");
const root = resolve(import.meta.dirname, "../..");

test("the page's program is drawn, drawn again when it is saved, and a mistake leaves the page as it was", async () => {
  const folder = temporaryFolder();
  const sdk = "node_modules/@grafana/grafana-foundation-sdk";
  mkdirSync(dirname(join(folder, sdk)), { recursive: true });
  symlinkSync(join(root, sdk), join(folder, sdk));
  // As `npm init --yes` writes it.
  writeFileSync(join(folder, "package.json"), '{"name": "shop", "version": "1.0.0", "type": "commonjs"}\n');
  const file = join(folder, "dashboards.mts");
  writeFileSync(file, module!);
  const build = /--build "(.*)"/.exec(run!)![1]!;
  expect(run).toBe(`dashpreview up --local --watch --build "${build}"\n`);

  const { child, result } = startCli(["up", "--local", "--watch", "--build", build], {
    cwd: folder,
    env: {
      PATH: programsOnPath({ node: `exec '${toolPath("node24")}' "$@"` }),
      DASHPREVIEW_HISTORY: "10m",
    },
  });
  let log = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
  const said = (words: RegExp) => expect.poll(() => log, { timeout: 30_000, interval: 100 }).toMatch(words);
  try {
    await said(/http:\/\/127\.0\.0\.1:\d+\/?\S*\n/);
    const address = /[Pp]age: +(http:\S+)/.exec(log)?.[1] ?? /(http:\/\/127\.0\.0\.1:\d+\/)\s/.exec(log)![1]!;
    const shown = async () => (await fetch(address)).text();
    const contains = (words: string) => expect.poll(shown, { timeout: 30_000, interval: 200 }).toContain(words);
    await contains('"Requests"');

    writeFileSync(file, readFileSync(file, "utf8").replace('panel("Queue"', 'panel("Queue of mails"'));
    await said(/something changed: doing it again/);
    await contains('"Queue of mails"');

    writeFileSync(file, "console.log(");
    await said(/SyntaxError[\s\S]*the page stays until the next change/);
    expect(await shown()).toContain('"Queue of mails"');
  } finally {
    child.kill("SIGINT");
    await result;
  }
}, 90_000);
