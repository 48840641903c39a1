/** Stands before the result on the child's standard output, so that what the module itself prints does no harm. */
export const outputMarker = "\u0001dashpreview-dashboard\u0001";

/**
 * The program of the child process (`--eval`; arguments: the module's URL or `-` for its source on standard input, the
 * marker). It imports the module, takes its default export or the one named `dashboard`, calls it if it is a function,
 * builds it if it is a Foundation SDK builder, and writes the JSON.
 *
 * Two things are taken away first that the permission model leaves: signals (SIGUSR1 makes another Node open its
 * debugger, and with it its memory), and V8's flags (some write files).
 */
export const childScript = `
const { default: v8 } = await import("node:v8");
const { syncBuiltinESMExports } = await import("node:module");
const takeAway = (owner, name) => {
  const value = () => { throw new Error(name + " is not open to a module that makes a dashboard"); };
  Object.defineProperty(owner, name, { value, writable: false, configurable: false });
};
for (const name of ["kill", "_kill", "_debugProcess", "_debugEnd"]) takeAway(process, name);
takeAway(v8, "setFlagsFromString");
syncBuiltinESMExports();
const [url, marker] = process.argv.slice(1);
const module = await import(url === "-" ? await compiled() : url);
let made = module.default ?? module.dashboard;
if (made === undefined) throw new Error("it has neither a default export nor one named dashboard");
if (typeof made === "function") made = await made();
if (typeof made?.build === "function") made = made.build();
await new Promise((done) => process.stdout.write(marker + JSON.stringify(made), done));
process.exit(0);

async function compiled() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return "data:text/javascript;base64," + Buffer.concat(chunks).toString("base64");
}
`;

/**
 * For a Node that does not run TypeScript (before 22.18): makes one JavaScript file of a module and its imports, with
 * the esbuild of the module's own folder, where projects with a builder have one. Runs nothing of the module. Same
 * arguments; writes `{ code, inputs }`, the files that it took in relative to the working folder.
 */
export const compileScript = `
const [url, marker] = process.argv.slice(1);
const { createRequire } = await import("node:module");
const { fileURLToPath, pathToFileURL } = await import("node:url");
let path;
try {
  path = createRequire(url).resolve("esbuild");
} catch {
  throw new Error(
    "Node " + process.versions.node + " does not run TypeScript: use Node 22.18 or later, " +
    "install esbuild beside the module, or compile it to JavaScript",
  );
}
const { default: esbuild } = await import(pathToFileURL(path).href);
const { outputFiles, metafile } = await esbuild.build({
  entryPoints: [fileURLToPath(url)], bundle: true, write: false, metafile: true,
  format: "esm", platform: "node", target: "node20", logLevel: "silent",
});
const made = { code: outputFiles[0].text, inputs: Object.keys(metafile.inputs) };
await new Promise((done) => process.stdout.write(marker + JSON.stringify(made), done));
process.exit(0);
`;
