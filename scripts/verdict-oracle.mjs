// `node scripts/verdict-oracle.mjs`: records what a real Grafana shows of the dashboards in test/oracle (see the README
// there). Needs the variables of `npm run test:e2e`, and a token that may read data sources.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensurePackages, root, run } from "./steps.mjs";

await ensurePackages({ say: (text) => process.stderr.write(`• ${text}\n`) });
const { bundle } = await import("./build.mjs");
const folder = mkdtempSync(join(tmpdir(), "dashpreview-oracle-"));
try {
  const outfile = join(folder, "record.mjs");
  await bundle({ entry: "test/oracle/record.ts", outfile });
  const env = { ...process.env, DASHPREVIEW_ROOT: root };
  process.exitCode = (await run(process.execPath, [outfile], { show: true, env })).code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
