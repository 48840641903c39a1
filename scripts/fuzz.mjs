// `npm run fuzz`: tries random queries, variables, dashboards, data specs, rule files and pages until the time is over
// (test/fuzz). `--time 10m` (default; shared out among all), `--seed N` (as a failure prints it), `--only NAME`.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { build } from "esbuild";
import { ensurePackages, root, run } from "./steps.mjs";

await ensurePackages({ say: (text) => process.stderr.write(`• ${text}\n`) });
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
  const { code } = await run(process.execPath, [outfile, ...process.argv.slice(2)], {
    show: true,
    timeoutMs: 24 * 3_600_000,
  });
  process.exitCode = code;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
