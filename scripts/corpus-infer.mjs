// `npm run corpus:infer`: infers a data spec for each dashboard of a folder, fills a real Prometheus with it, runs
// every query, and judges what it shows at several times of day. `--dir DIR` (default: ../shared/corpus), `--only TEXT`
// (files whose path holds it), `--at 02:40,14:40` (UTC), `--json FILE` with the table and what is wrong, `--results` to
// write every query into it, `--specs DIR` to keep the specs, `--verbose` for each fault, `--check` to fail where a
// measure is not reached.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { bundle } from "./build.mjs";
import { ensurePackages, run } from "./steps.mjs";
import { ensureTool } from "./tools.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);

await ensurePackages({ say });
ensureTool("prometheus", { say });
const folder = mkdtempSync(join(tmpdir(), "dashpreview-corpus-"));
try {
  await bundle({ entry: "scripts/corpus/main.ts", outfile: join(folder, "corpus.mjs") });
  const { code } = await run(process.execPath, [join(folder, "corpus.mjs"), ...process.argv.slice(2)], {
    show: true,
    timeoutMs: 3_600_000,
  });
  process.exitCode = code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
