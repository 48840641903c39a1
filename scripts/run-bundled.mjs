// How `npm run bench`, `corpus`, `corpus:infer`, `corpus:alerts` and the recorders of contracts run: installs what is
// missing, bundles a program in TypeScript into a temporary folder, and runs it with this command line.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { ensurePackages, root, run } from "./steps.mjs";
import { ensureTool } from "./tools.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);

/** Its exit code becomes this process' own. `builds`: the program is built first. */
export async function runBundled(entry, { tools = [], builds = false, timeoutMs }) {
  await ensurePackages({ say });
  for (const name of tools) ensureTool(name, { say });
  // Needs the packages.
  const { bundle, buildAll } = await import("./build.mjs");
  if (builds) await buildAll();
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-program-"));
  try {
    const outfile = join(folder, "program.mjs");
    await bundle({ entry, outfile });
    // The program runs elsewhere than its source lies.
    const env = { ...process.env, DASHPREVIEW_ROOT: root };
    const { code } = await run(process.execPath, [outfile, ...process.argv.slice(2)], { show: true, timeoutMs, env });
    process.exitCode = code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
