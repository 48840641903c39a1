// The program's own modules, for scripts that need what they declare.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
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
      plugins: [ownFolders],
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Modules that read files beside them find these after bundling too. */
const ownFolders = {
  name: "own-folders",
  setup(bundler) {
    bundler.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      return { contents: text.replaceAll("import.meta.dirname", JSON.stringify(dirname(path))), loader: "ts" };
    });
  },
};
