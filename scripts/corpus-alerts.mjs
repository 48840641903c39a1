// `npm run corpus:alerts`: for each rule file of a folder, infers data and an incident, runs the rules on it on a real
// Prometheus, and counts which alerts fire. `--dir DIR` (default: ../shared/corpus/rules), `--only TEXT` (files whose
// name holds it), `--json FILE` with each alert and its reason, `--verbose` to print them, `--check` to fail where a
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
  await bundle({ entry: "scripts/corpus-alerts/main.ts", outfile: join(folder, "corpus.mjs") });
  const { code } = await run(process.execPath, [join(folder, "corpus.mjs"), ...process.argv.slice(2)], {
    show: true,
    timeoutMs: 3_600_000,
  });
  process.exitCode = code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
