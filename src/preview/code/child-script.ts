/** Stands before the result on the child's standard output, so that what the module itself prints does no harm. */
export const outputMarker = "\u0001dashpreview-dashboard\u0001";

/**
 * The program of the child process (`--eval`; arguments: the module's URL or `-` for its source on standard input, the
 * marker). It imports the module, takes its default export or the one named `dashboard` or `dashboards`, calls it if it
 * is a function, builds it if it is a Foundation SDK builder (or a list, a map or an object of such), and writes the
 * JSON.
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
const exported = module.default ?? module.dashboard ?? module.dashboards;
if (exported === undefined) throw new Error("it has neither a default export nor one named dashboard or dashboards");
const made = await built(exported, 0);
await new Promise((done) => process.stdout.write(marker + JSON.stringify(made), done));
process.exit(0);

async function built(given, depth) {
  const value = typeof given === "function" ? await given() : await given;
  if (typeof value?.build === "function") return value.build();
  if (depth === 4 || typeof value !== "object" || value === null) return value;
  if (value instanceof Map) return built(Object.fromEntries(value), depth);
  if (typeof value[Symbol.iterator] === "function" || typeof value[Symbol.asyncIterator] === "function") {
    const list = [];
    for await (const one of value) list.push(await built(one, depth + 1));
    return list;
  }
  const entries = Object.entries(value);
  if (!entries.some(([, one]) => typeof one === "function" || typeof one?.build === "function" ||
    typeof one?.then === "function")) return value;
  const pairs = [];
  for (const [name, one] of entries) pairs.push([name, await built(one, depth + 1)]);
  return Object.fromEntries(pairs);
}

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
