// `npm run corpus`: what happens to a folder of real dashboards (docs/corpus.md). `--dir DIR`, `--json FILE`,
// `--write-docs`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensurePackages, run } from "./steps.mjs";
import { ensureTool } from "./tools.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);

await ensurePackages({ say });
ensureTool("prometheus", { say });
const { bundle } = await import("./build.mjs");
const folder = mkdtempSync(join(tmpdir(), "dashpreview-corpus-"));
try {
  await bundle({ entry: "scripts/corpus-dashboards/main.ts", outfile: join(folder, "corpus.mjs") });
  const { code } = await run(process.execPath, [join(folder, "corpus.mjs"), ...process.argv.slice(2)], { show: true });
  process.exitCode = code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
