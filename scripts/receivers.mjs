// `npm run receivers`: builds the servers that receive remote write into the user cache (Prometheus 3, VictoriaMetrics,
// Mimir, Thanos; by the Go module proxy, minutes each, once), runs the same checks against each that is there, and
// writes what they took and refused into docs/receivers.md. `--only NAME` (may be repeated), `--no-build`, `--check`
// (leaves the document alone).
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { table } from "./markdown-table.mjs";
import { buildReceivers, findReceiverProgram, receiverModules } from "./receivers/build.mjs";
import { ensurePackages, root, run } from "./steps.mjs";

const say = (text) => process.stderr.write(`• ${text}\n`);
const begin = "<!-- begin results: npm run receivers -->";
const end = "<!-- end results -->";
const programs = [
  ...receiverModules.flatMap((one) => Object.keys(one.programs)),
  // Not in the module proxy: used where they are on the PATH or in the cache.
  "vminsert",
  "vmselect",
  "vmstorage",
];

async function main(args) {
  const only = args.flatMap((arg, i) => (args[i - 1] === "--only" ? [arg] : []));
  await ensurePackages({ say });
  if (!args.includes("--no-build")) {
    const wanted = only.length > 0 ? { only } : {};
    for (const { name, reason } of await buildReceivers({ ...wanted, say }))
      if (reason !== undefined) say(`${name} is left out: ${reason}`);
  }
  const found = Object.fromEntries(programs.flatMap((name) => programOf(name, only)));
  const { bundle, buildAll } = await import("./build.mjs");
  // For `up` and `cleanup`.
  if (!args.includes("--no-build")) await buildAll();
  const results = await runChecks(bundle, found);
  if (!args.includes("--check")) writeDocument(results);
}

function programOf(name, only) {
  const server = receiverModules.find((one) => Object.hasOwn(one.programs, name))?.name ?? "victoriametrics-cluster";
  const path = only.length === 0 || only.includes(server) ? findReceiverProgram(name) : undefined;
  return path === undefined ? [] : [[name, path]];
}

async function runChecks(bundle, found) {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-receivers-"));
  try {
    const outfile = join(folder, "program.mjs");
    await bundle({ entry: "scripts/receivers/main.ts", outfile });
    const env = { ...process.env, DASHPREVIEW_RECEIVER_PROGRAMS: JSON.stringify(found) };
    const json = join(folder, "results.json");
    const { code } = await run(process.execPath, [outfile, json], { show: true, timeoutMs: 1_800_000, env });
    process.exitCode = code;
    return JSON.parse(readFileSync(json, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Receivers that were not run this time keep their column. */
function writeDocument(results) {
  const file = join(root, "docs/receivers.md");
  const text = readFileSync(file, "utf8");
  const [head, rest] = text.split(begin);
  const [old, tail] = rest.split(end);
  const known = readTable(old);
  for (const { title, cells } of results) known.set(title, cells);
  const checks = [...new Set([...known.values()].flatMap((cells) => Object.keys(cells)))];
  const titles = [...known.keys()];
  const rows = checks.map((check) => [check, ...titles.map((title) => known.get(title)[check] ?? "–")]);
  writeFileSync(file, `${head}${begin}\n\n${table(["", ...titles], rows)}\n${end}${tail}`);
  say("wrote docs/receivers.md");
}

function readTable(text) {
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  const cellsOf = (line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll("\\|", "|"));
  const [head = [], , ...rows] = lines.map(cellsOf);
  return new Map(
    head.slice(1).map((title, i) => [title, Object.fromEntries(rows.map((row) => [row[0], row[i + 1] ?? "–"]))]),
  );
}

await main(process.argv.slice(2));
