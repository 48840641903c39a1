// `npm run test:e2e`: the end-to-end suite, against a real Grafana if the variables below are set, else against the
// double and a Prometheus that the tests start. Downloads every program that the tests start, as `npm test` does.
import process from "node:process";
import { ensurePackages, isMain, root, run } from "./steps.mjs";
import { ensureTestPrograms } from "./tools.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);

/** Which real servers the tests use; all of them or none are set. */
const variables = {
  DASHPREVIEW_E2E_GRAFANA_URL: "address of the Grafana; the tests create and delete dashboards and folders there",
  DASHPREVIEW_E2E_GRAFANA_TOKEN: "token of a service account with the role Editor",
  DASHPREVIEW_E2E_PROMETHEUS_URL: "address of the Prometheus that this Grafana has as a data source",
};

function describeVariables() {
  return Object.entries(variables)
    .map(([name, meaning]) => `    ${name}  ${meaning}`)
    .join("\n");
}

async function main() {
  const missing = Object.keys(variables).filter((name) => !process.env[name]);
  if (missing.length > 0 && missing.length < Object.keys(variables).length)
    throw new Error(`for a real Grafana, set ${missing.join(" and ")} too, or none of these:\n${describeVariables()}`);
  const real = missing.length === 0;
  await ensurePackages({ say });
  ensureTestPrograms({ say });
  say("building");
  const built = await run(process.execPath, [`${root}/scripts/build.mjs`]);
  if (built.code !== 0) throw new Error(`the build failed:\n${built.output.trim()}`);
  say(
    real
      ? `against the Grafana at ${new URL(process.env.DASHPREVIEW_E2E_GRAFANA_URL).host}`
      : `against the Grafana double; for a real Grafana, set these variables:\n${describeVariables()}`,
  );
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
