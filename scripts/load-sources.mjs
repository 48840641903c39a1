// The program's own modules, for scripts that need what they declare.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./steps.mjs";

/** The exports of these lines, such as `export { commands } from "./src/cli/commands.ts";`. */
export async function loadSources(lines) {
  const folder = mkdtempSync(join(root, "node_modules/.dashpreview-sources-"));
  try {
    const outfile = join(folder, "sources.mjs");
    await build({
      stdin: { contents: lines.join("\n"), resolveDir: root, loader: "ts" },
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      outfile,
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
