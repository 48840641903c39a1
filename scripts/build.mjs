// Builds dist/: the command line program as one fast bundle, the library with its packages left outside, and its types.
// The same sources give the same bytes: no times, no absolute paths, and chunk names that are hashes of their content.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { builtRelease, namesRelease, pagesOf } from "./built-release.mjs";
import { loadSources } from "./load-sources.mjs";
import { readRelease } from "./references.mjs";
import { isMain, root } from "./steps.mjs";
import { unusedActionsParts, unusedParts } from "./unused-parts.mjs";

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const dist = join(root, "dist");
const release = builtRelease(version, process.env);

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
  define: { __VERSION__: JSON.stringify(version), __PAGES__: JSON.stringify(pagesOf(release, version)) },
};

// CommonJS packages inside a bundle ask for Node's own modules by require.
const banner = {
  js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
};

/**
 * Everything in it, so that `npx dashpreview` installs nothing else; split, so that `--version` and `--help` load only
 * what they need.
 */
const cli = {
  ...common,
  entryPoints: { cli: "src/cli/main.ts" },
  outdir: "dist",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  mainFields: ["module", "main"],
  banner,
  plugins: [namesRelease(release), unusedParts],
};

const library = { ...common, entryPoints: { index: "src/index.ts" }, outdir: "dist", packages: "external" };

/** Builds everything into a clean dist/. Throws if anything does not compile. */
export async function buildAll() {
  rmSync(dist, { recursive: true, force: true });
  await build(cli);
  await build(library);
  await renderHelp();
  buildTypes();
  chmodSync(join(dist, "cli.js"), 0o755);
}

/** Every help page as text, so that `--help` loads no parser: see src/cli/stored-help.ts. */
async function renderHelp() {
  const { commands, createParser, storedHelpFile, storedWidths } = await loadSources([
    'export { commands } from "./src/cli/commands.ts";',
    'export { createParser } from "./src/cli/parser.ts";',
    'export { storedHelpFile, storedWidths } from "./src/cli/stored-help.ts";',
  ]);
  mkdirSync(join(dist, "help"), { recursive: true });
  for (const width of storedWidths) {
    for (const name of [undefined, ...commands.map((command) => command.name)]) {
      const argv = name === undefined ? ["--help"] : [name, "--help"];
      const context = { version, argv, out: { columns: width } };
      const page = await new Promise((done, fail) => {
        const parser = createParser({ context, commands, done: () => {} });
        parser.parse(argv, (error, _, output) => (error ? fail(error) : done(output)));
      });
      writeFileSync(join(dist, "help", storedHelpFile(name, width)), `${page}\n`);
    }
  }
}

/**
 * The action's two programs, each with everything in it, and the parts that the second loads when it needs them:
 * `{ "index.js": bytes, "cli.js": bytes, "chunks/….js": bytes }`. Nothing is written.
 */
export async function bundleAction() {
  const options = {
    ...common,
    outdir: "action",
    write: false,
    mainFields: ["module", "main"],
    banner,
    // A commit cannot name itself, and the bundles are a part of it.
    define: { ...common.define, __PAGES__: JSON.stringify(pagesOf(readRelease(), version)) },
    plugins: [unusedActionsParts, unusedParts],
  };
  const { splitting, chunkNames } = cli;
  const built = await Promise.all([
    build({ ...options, entryPoints: { index: "src/action/main.ts" } }),
    build({ ...options, entryPoints: { cli: "src/cli/main.ts" }, splitting, chunkNames }),
  ]);
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  const folder = join(root, "action");
  return Object.fromEntries(
    files.map(({ path, contents }) => [relative(folder, path).replaceAll("\\", "/"), Buffer.from(contents)]),
  );
}

/**
 * The program as one file that Node runs by itself, pages included: for runners that have Node and no npm.
 *
 * @returns its bytes. Nothing is written.
 */
export async function bundleSingle() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: { dashpreview: "src/cli/main.ts" },
    outfile: "dashpreview.mjs",
    write: false,
    mainFields: ["module", "main"],
    banner,
    plugins: [namesRelease(release), unusedParts],
    define: { ...common.define, __ASSETS__: packedAssets() },
  });
  return Buffer.from(outputFiles[0].contents);
}

/** The pages as JSON: a program of one file has no folder beside it. */
function packedAssets() {
  const names = ["page.html", "playground.html"];
  // Of 11, the best and the default: twelve times as fast, and the whole file is 2 % larger.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const packed = names.map((name) => [name, brotliCompressSync(readFileSync(join(root, "assets", name)), { params })]);
  return JSON.stringify(Object.fromEntries(packed.map(([name, bytes]) => [name, bytes.toString("base64")])));
}

/**
 * The same as a script for Node's single executable applications, which take CommonJS alone: there nothing can be
 * awaited at the top, and the script's place is the program's.
 *
 * @returns its bytes. Nothing is written.
 */
export async function bundleExecutable() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: { dashpreview: "src/cli/main.ts" },
    outfile: "dashpreview.cjs",
    write: false,
    format: "cjs",
    target: "node24",
    mainFields: ["module", "main"],
    banner: { js: 'const __self = require("node:url").pathToFileURL(process.execPath).href;' },
    plugins: [namesRelease(release), unusedParts, withoutTopAwait],
    define: { ...common.define, __ASSETS__: packedAssets(), __EXECUTABLE__: "true", "import.meta.url": "__self" },
  });
  return Buffer.from(outputFiles[0].contents);
}

/** Node ends with 13 where the top waits for what never comes; so does this. */
const withoutTopAwait = {
  name: "without-top-await",
  setup(bundler) {
    bundler.onLoad({ filter: /src\/cli\/main\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const contents = text.replace(/^ {2}await main\(\);$/m, "  process.exitCode = 13;\n  void main();");
      if (contents === text) throw new Error("src/cli/main.ts no longer ends with `await main();`");
      return { contents, loader: "ts" };
    });
  },
};

/** One program with everything in it, for the other scripts. */
export async function bundle({ entry, outfile }) {
  await build({ ...common, entryPoints: [entry], outfile, mainFields: ["module", "main"], banner });
}

function buildTypes() {
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  execFileSync(process.execPath, [tsc, "-p", join(root, "scripts/types.tsconfig.json")], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

if (isMain(import.meta.url)) await buildAll();
