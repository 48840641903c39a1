// `npm run fuzz`: tries random queries, variables, dashboards, data specs, rule files and pages until the time is over
// (test/fuzz), after one run of all properties of the suite with another seed (`properties`). `--time 10m` (default;
// shared out among all), `--seed N` (as a failure prints it), `--only NAME`.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { ensurePackages, root, run, runNode } from "./steps.mjs";

const args = process.argv.slice(2);
const { only, seed } = parseArgs({
  args,
  options: { time: { type: "string" }, seed: { type: "string" }, only: { type: "string" } },
}).values;

await ensurePackages({ say: (text) => process.stderr.write(`• ${text}\n`) });
if (only === undefined || only === "properties") await tryProperties();
if (only !== "properties") await tryTargets();

/** Every property of the suite once, with a seed that the suite does not have. */
async function tryProperties() {
  const chosen = seed ?? String(Math.floor(Math.random() * 2 ** 31));
  const files = ["src", "test"]
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith(".test.ts"))
    .filter((file) => readFileSync(join(root, file), "utf8").includes('from "fast-check"'));
  const env = { ...process.env, DASHPREVIEW_TEST_SEED: chosen };
  const { code, output } = await runNode("node_modules/vitest/vitest.mjs", ["run", ...files], { env });
  process.stdout.write(code === 0 ? `ok      properties (seed ${chosen})\n` : output);
  if (code === 0) return;
  process.stdout.write(`FAILED  properties: npm run fuzz -- --only properties --seed ${chosen}\n`);
  process.exitCode = 1;
}

async function tryTargets() {
  // In the project itself, for the fixtures and the packages that it names.
  const folder = mkdtempSync(join(root, "test/fuzz/.build-"));
  try {
    const outfile = join(folder, "fuzz.mjs");
    const dirname = { "import.meta.dirname": JSON.stringify(join(root, "test/fuzz")) };
    await build({
      entryPoints: [join(root, "test/fuzz/main.ts")],
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      define: dirname,
      outfile,
    });
    const { code } = await run(process.execPath, [outfile, ...args], {
      show: true,
      timeoutMs: 24 * 3_600_000,
    });
    process.exitCode ||= code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
