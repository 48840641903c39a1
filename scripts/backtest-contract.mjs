// `node scripts/backtest-contract.mjs`: records what a real Grafana says about the rules in test/alerts/backtest;
// `--templates` the texts of templates.yaml alone, for which any Prometheus does. Needs
// the variables of `npm run test:e2e`, and a Grafana that runs with the feature toggle `alertingBacktesting`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensurePackages, root, run } from "./steps.mjs";

await ensurePackages({ say: (text) => process.stderr.write(`• ${text}\n`) });
const { bundle } = await import("./build.mjs");
const folder = mkdtempSync(join(tmpdir(), "dashpreview-backtest-"));
try {
  const outfile = join(folder, "record.mjs");
  await bundle({ entry: "test/alerts/backtest/record.ts", outfile });
  const env = { ...process.env, DASHPREVIEW_ROOT: root };
  process.exitCode = (await run(process.execPath, [outfile, ...process.argv.slice(2)], { show: true, env })).code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
