// `npm run fixtures`: writes the dashboards of fixtures/ from their builders.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./steps.mjs";

const folder = mkdtempSync(join(root, "node_modules/.dashpreview-fixtures-"));
try {
  const outfile = join(folder, "make.mjs");
  await build({
    entryPoints: [join(root, "fixtures/make.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
  });
  const { writeFixtures } = await import(pathToFileURL(outfile).href);
  writeFixtures(join(root, "fixtures"));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
