/** Stands before the dashboard on the child's standard output, so that what the module itself prints does no harm. */
export const outputMarker = "\u0001dashpreview-dashboard\u0001";

/**
 * What the child process runs (`--eval`; arguments: the module's URL, the marker). It imports the module, takes its default export or the one named
 * `dashboard`, calls it if it is a function, builds it if it is a Foundation SDK builder, and writes the JSON.
 *
 * TypeScript is Node's own matter from 22.18 on; before that esbuild is taken from the module's own folder, where projects with a builder have one.
 */
export const childScript = `
const [url, marker] = process.argv.slice(1);
const module = await import(await runnable(url));
let made = module.default ?? module.dashboard;
if (made === undefined) throw new Error("it has neither a default export nor one named dashboard");
if (typeof made === "function") made = await made();
if (typeof made?.build === "function") made = made.build();
await new Promise((done) => process.stdout.write(marker + JSON.stringify(made), done));
process.exit(0);

async function runnable(url) {
  if (!/\\.m?ts$/.test(url) || process.features.typescript) return url;
  const { createRequire } = await import("node:module");
  const { fileURLToPath, pathToFileURL } = await import("node:url");
  let path;
  try {
    path = createRequire(url).resolve("esbuild");
  } catch {
    throw new Error("Node " + process.versions.node + " does not run TypeScript: use Node 22.18 or later, install esbuild beside the module, or compile it to JavaScript");
  }
  const { default: esbuild } = await import(pathToFileURL(path).href);
  const { outputFiles } = await esbuild.build({
    entryPoints: [fileURLToPath(url)], bundle: true, write: false, format: "esm", platform: "node", target: "node20", logLevel: "silent",
  });
  return "data:text/javascript;base64," + Buffer.from(outputFiles[0].contents).toString("base64");
}
`;
