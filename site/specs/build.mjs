// The part of the program that makes series of a data spec, as one script for the playground of the site.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");

/** The script's text. @param schema - of data specs; it is compiled here, because the page's policy forbids `eval`. */
export async function buildSpecs(schema) {
  const { outputFiles } = await build({
    entryPoints: [join(here, "entry.ts")],
    bundle: true,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
    write: false,
    inject: [join(here, "shims.mjs")],
    plugins: [inBrowser(schema)],
  });
  return outputFiles[0].text.replaceAll("</script", "<\\/script");
}

const inBrowser = (schema) => ({
  name: "in-browser",
  setup(bundler) {
    bundler.onResolve({ filter: /^node:(crypto|zlib)$/ }, () => ({ path: join(here, "shims.mjs") }));
    bundler.onResolve({ filter: /^(ajv|compiled:(all|first))$/ }, ({ path }) => ({ path, namespace: "compiled" }));
    bundler.onLoad({ filter: /^ajv$/, namespace: "compiled" }, () => ({
      contents: `import all from "compiled:all"; import first from "compiled:first";
        export class Ajv {
          constructor({ allErrors }) { this.validate = allErrors ? all : first; }
          compile() { return this.validate; }
        }`,
      resolveDir: root,
    }));
    bundler.onLoad({ filter: /^compiled:/, namespace: "compiled" }, ({ path }) => {
      // As src/data-spec/source/schema-check.ts has them.
      const options = { allErrors: path === "compiled:all", verbose: true, ownProperties: true, allowUnionTypes: true };
      const ajv = new Ajv({ ...options, code: { source: true, esm: true } });
      return { contents: standalone.default(ajv, ajv.compile(schema)), resolveDir: root };
    });
  },
});
