// `npm run test:e2e`: the end-to-end suite. Against a real Grafana when DASHPREVIEW_E2E_GRAFANA_URL and
// DASHPREVIEW_E2E_GRAFANA_TOKEN are set (DASHPREVIEW_E2E_PROMETHEUS_URL names the Prometheus that this Grafana shows),
// else against the double and a Prometheus of its own.
import process from "node:process";
import { ensurePackages, isMain, root, run } from "./steps.mjs";
import { ensureTool } from "./tools.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);

async function main() {
  const { DASHPREVIEW_E2E_GRAFANA_URL: url, DASHPREVIEW_E2E_GRAFANA_TOKEN: token } = process.env;
  if ((url === undefined) !== (token === undefined)) {
    throw new Error("set both DASHPREVIEW_E2E_GRAFANA_URL and DASHPREVIEW_E2E_GRAFANA_TOKEN, or neither");
  }
  await ensurePackages({ say });
  ensureTool("prometheus", { say });
  say("building");
  const built = await run(process.execPath, [`${root}/scripts/build.mjs`]);
  if (built.code !== 0) throw new Error(`the build failed:\n${built.output.trim()}`);
  say(url === undefined ? "against the Grafana double" : `against the Grafana at ${new URL(url).host}`);
  const args = ["node_modules/vitest/vitest.mjs", "run", "test/e2e", "--no-file-parallelism", ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { show: true, timeoutMs: 1_800_000 });
  process.exitCode = code;
}

if (isMain(import.meta.url)) {
  await main().catch((error) => {
    process.stderr.write(`e2e: ${error.message}\n`);
    process.exitCode = 1;
  });
}
