import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestServer } from "./servers/process.ts";
import { startPrometheus } from "./servers/prometheus.ts";

const root = resolve(import.meta.dirname, "..");
const run = promisify(execFile);
const text = readFileSync(join(root, "docs/library.md"), "utf8");
const programs = [
  ...text.matchAll(/^## ([^\n]+)\n(?:(?!^## )[\s\S])*?^```ts\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm),
].map(([, title, source, output]) => ({ title: title!, source: source!, output: output! }));

// Below the project, so that the programs find its packages.
const folder = mkdtempSync(join(root, "node_modules/.library-docs-"));
let prometheus: TestServer;
beforeAll(async () => {
  prometheus = await startPrometheus();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await prometheus.stop();
});

test("docs/library.md has a program for each part, and shows what each prints", () => {
  expect(programs).toHaveLength(text.match(/^```ts$/gm)!.length);
  const words = "line loop sequence add gap then histogram parseSpec samples( writeSeries".split(" ");
  expect(words.filter((word) => !programs.some(({ source }) => source.includes(word)))).toEqual([]);
});

test.for(programs.map((program, index) => ({ ...program, index })))(
  "$title: the program prints what docs/library.md says",
  async (program) => {
    const outfile = join(folder, `${program.index}.mjs`);
    await build({
      stdin: { contents: program.source, loader: "ts", resolveDir: root },
      alias: { dashpreview: join(root, "src/index.ts") },
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      outfile,
      logLevel: "silent",
    });
    const env = { PATH: process.env["PATH"], PROMETHEUS_URL: prometheus.url };
    const { stdout, stderr } = await run(process.execPath, [outfile], { env });
    expect(stderr).toBe("");
    expect(stdout).toBe(program.output);
  },
);

test("the programs of docs/library.md have no type errors", async () => {
  for (const [index, { source }] of programs.entries()) writeFileSync(join(folder, `${index}.ts`), source);
  const options = {
    extends: "../../tsconfig.json",
    compilerOptions: { paths: { dashpreview: ["../../src/index.ts"] } },
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ ...options, include: ["*.ts", "../../src/**/*.d.ts"] }),
  );
  const { stdout } = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder]).catch(
    (error: { stdout: string }) => error,
  );
  expect(stdout).toBe("");
});
