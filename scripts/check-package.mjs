// `npm run package`: packs the npm package as a release would, and looks at it as those who install it will. publint
// and Are the Types Wrong judge what it exports, every file in it has to be expected, and it is installed into an empty
// folder and run there: the program, a report of a dashboard, the library. `--node 20.19 --node 22 --node 24` does the
// last with each of these (default: the Node that runs this), `--keep DIR` leaves the archive there. Ends with 1 where
// anything is wrong.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { isMain, root, run } from "./steps.mjs";
import { ensureNode } from "./tools.mjs";

const say = (text) => process.stdout.write(`${text}\n`);

/** All that may be in the package, and all that has to. */
const allowed = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|SECURITY\.md)$/,
  /^dist\/(cli|index)\.js$/,
  /^dist\/chunks\/[\w.-]+\.js$/,
  /^dist\/help\/[\w-]+\.txt$/,
  /^dist\/types\/[\w./-]+\.d\.ts$/,
  /^assets\/(page|playground)(\.html|-notices\.txt)$/,
  /^schema\/[\w.-]+\.json$/,
  /^docs\/([\w-]+\/)*[\w.-]+\.(md|yaml|svg)$/,
];
const needed = ["package.json", "README.md", "LICENSE", "dist/cli.js", "dist/index.js", "dist/types/index.d.ts"];
/** Of the archive and unpacked, in MiB: whoever runs it from a pipeline loads it each time. */
const most = { packed: 7, unpacked: 20 };

/** Packs into a folder, and returns the archive's path and what npm says of it. */
export function pack(folder) {
  const args = ["pack", "--json", "--silent", "--ignore-scripts", "--pack-destination", folder];
  const output = execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  const [packed] = JSON.parse(output.slice(output.indexOf("[")));
  return { file: join(folder, packed.filename), packed };
}

/** What is wrong with the files of a package, with what it exports and with its types: one line for each. */
export async function faultsOf({ file, packed }) {
  const names = packed.files.map(({ path }) => path);
  const megabytes = (bytes) => bytes / 2 ** 20;
  const faults = [
    ...names.filter((name) => !allowed.some((pattern) => pattern.test(name))).map((name) => `${name} is not expected`),
    ...needed.filter((name) => !names.includes(name)).map((name) => `${name} is missing`),
    ...[
      ["packed", packed.size],
      ["unpacked", packed.unpackedSize],
    ].flatMap(([of, size]) =>
      megabytes(size) > most[of] ? [`${megabytes(size).toFixed(1)} MiB ${of}, more than ${most[of]}`] : [],
    ),
  ];
  faults.push(...(await dependencyFaults()));
  const bytes = readFileSync(file);
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
  });
  faults.push(...messages.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`));
  const { problems = [] } = await checkPackage(createPackageFromTarballData(bytes));
  // The package is for ESM alone: CommonJS has import().
  const judged = problems.filter(
    ({ kind, resolutionKind }) => kind !== "CJSResolvesToESM" && resolutionKind !== "node10",
  );
  return [...faults, ...judged.map((problem) => `types: ${JSON.stringify(problem)}`)];
}

/**
 * The program has its packages in its bundle; only the library's are installed with it. A package that neither needs
 * makes every installation slower, one that is not listed breaks it.
 */
async function dependencyFaults() {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { metafile } = await build({
    ...{ absWorkingDir: root, entryPoints: ["src/index.ts"], bundle: true, write: false, metafile: true },
    ...{ platform: "node", format: "esm", packages: "external", define: { __VERSION__: '""' }, logLevel: "silent" },
  });
  const nameOf = (path) => /^(@[^/]+\/)?[^/]+/.exec(path)[0];
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const used = new Set(imports.filter(({ path }) => !path.startsWith("node:")).map(({ path }) => nameOf(path)));
  // A grammar may need its parser, which npm installs by itself.
  const peersOf = (name) =>
    Object.keys(
      JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).peerDependencies ?? {},
    );
  const useful = new Set([...used, ...[...used].flatMap(peersOf)]);
  return [
    ...Object.keys(dependencies)
      .filter((name) => !useful.has(name))
      .map((name) => `${name} is a dependency of nothing`),
    ...[...used].filter((name) => !(name in dependencies)).map((name) => `the library needs ${name}`),
  ];
}

const dashboard = {
  title: "Shop",
  panels: [
    {
      id: 1,
      type: "timeseries",
      title: "Requests",
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      datasource: { type: "prometheus", uid: "prometheus" },
      targets: [{ refId: "A", expr: "sum by (job) (rate(http_requests_total[5m]))" }],
    },
  ],
};
const library = `
import { labels, line, samples } from "dashpreview";
const value = line({ from: 18, to: 22, length: { forMs: 60_000 } });
const room = { kind: "gauge", name: "room_celsius", labels: labels({ room: "kitchen" }), value };
const found = [...samples(room, { count: 3 })].map(({ value }) => value).join(" ");
if (found !== "18 19 20") throw new Error("unexpected samples: " + found);
`;

/** Installs the archive into an empty folder and runs it there. Throws an Error that says what failed. */
async function tryOut(archive, node) {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-package-"));
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}`, NODE_ENV: "" };
  const step = async (name, program, args) => {
    const { code, output } = await run(program, args, { cwd: folder, env });
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${output}`);
    return output;
  };
  try {
    writeFileSync(join(folder, "package.json"), '{"private":true,"type":"module"}\n');
    writeFileSync(join(folder, "shop.json"), JSON.stringify(dashboard));
    writeFileSync(join(folder, "library.js"), library);
    const installed = await step("npm install", "npm", ["install", "--no-audit", "--no-fund", archive]);
    const program = join(folder, "node_modules/dashpreview/dist/cli.js");
    const version = (await step("--version", node, [program, "--version"])).trim();
    await step("the library", node, ["library.js"]);
    await step("validate", node, [program, "validate", "shop.json"]);
    const report = await step("report", node, [program, "report", "shop.json", "-o", "shop.html", "--history", "30m"]);
    if (!readFileSync(join(folder, "shop.html"), "utf8").includes("http_requests_total"))
      throw new Error(`the report shows nothing of the dashboard:\n${report}`);
    const warned = installed.split("\n").filter((line) => /warn/i.test(line));
    return { version, warned };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  const { values } = parseArgs({
    options: { node: { type: "string", multiple: true, default: [] }, keep: { type: "string" } },
  });
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-pack-"));
  try {
    const { file, packed } = pack(folder);
    const faults = await faultsOf({ file, packed });
    const size = `${(packed.size / 2 ** 20).toFixed(1)} MiB, ${packed.files.length} files`;
    say(`${faults.length === 0 ? "ok    " : "FAILED"} ${packed.filename}: ${size}`);
    for (const fault of faults) say(`       ${fault}`);
    const nodes =
      values.node.length === 0 ? [process.execPath] : values.node.map((version) => ensureNode(version, { say }));
    for (const node of nodes) {
      const name = `installed and run with Node ${execFileSync(node, ["--version"], { encoding: "utf8" }).trim()}`;
      try {
        const { version, warned } = await tryOut(file, node);
        say(`ok     ${name}: dashpreview ${version}`);
        for (const line of warned) say(`       ${line}`);
      } catch (error) {
        faults.push(name);
        say(`FAILED ${name}: ${error.message}`);
      }
    }
    if (values.keep !== undefined) {
      mkdirSync(resolve(values.keep), { recursive: true });
      copyFileSync(file, join(resolve(values.keep), packed.filename));
    }
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (isMain(import.meta.url)) await main();
