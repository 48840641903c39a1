// `npm run bench`: speed and memory, all in one run (docs/performance.md). `--json FILE`, `--check`, `--quick`,
// `--write-docs`. With DASHPREVIEW_BENCH_SONDA=/path/to/sonda (`cargo install sonda --features remote-write`) against it too.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensurePackages, run } from "./steps.mjs";
import { ensureTool } from "./tools.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);

await ensurePackages({ say });
for (const name of ["prometheus", "promtool"]) ensureTool(name, { say });
const { bundle, buildAll } = await import("./build.mjs");
await buildAll();
const folder = mkdtempSync(join(tmpdir(), "dashpreview-bench-program-"));
try {
  await bundle({ entry: "bench/main.ts", outfile: join(folder, "bench.mjs") });
  const { code } = await run(process.execPath, [join(folder, "bench.mjs"), ...process.argv.slice(2)], {
    show: true,
    timeoutMs: 3_600_000,
  });
  process.exitCode = code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
