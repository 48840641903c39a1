// `npm run single`: writes dashpreview.mjs, the whole program as one file, and dashpreview.mjs.sha256 beside it into
// dist-single/ (`--out DIR` for another folder). It needs Node 20.19, 22.12 or newer and nothing else.
// `npm run single -- --sea`: writes dashpreview-linux-x64 (or as this machine is) instead, which needs no Node: the
// program inside a copy of Node 24, the one that runs this or `--node FILE`.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { bundleExecutable, bundleSingle } from "./build.mjs";
import { root } from "./steps.mjs";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: join(root, "dist-single") },
    sea: { type: "boolean", default: false },
    node: { type: "string", default: process.execPath },
  },
});
const folder = resolve(values.out);
mkdirSync(folder, { recursive: true });
if (values.sea) await writeExecutable();
else {
  writeFileSync(join(folder, "dashpreview.mjs"), await bundleSingle());
  tell("dashpreview.mjs");
}

/** https://nodejs.org/docs/latest-v24.x/api/single-executable-applications.html */
async function writeExecutable() {
  if (process.platform !== "linux") throw new Error("the executable is made on Linux: others sign their programs");
  const version = execFileSync(values.node, ["--version"], { encoding: "utf8" }).trim();
  if (!version.startsWith("v24.")) throw new Error(`${values.node} is ${version}: name a Node 24 with --node`);
  const name = `dashpreview-linux-${process.arch}`;
  const work = mkdtempSync(join(tmpdir(), "dashpreview-sea-"));
  try {
    const { inject } = await import("postject");
    const [main, output, config] = ["main.cjs", "blob", "sea.json"].map((file) => join(work, file));
    writeFileSync(main, await bundleExecutable());
    const settings = { main, output, disableExperimentalSEAWarning: true, useCodeCache: true };
    writeFileSync(config, JSON.stringify(settings));
    execFileSync(values.node, ["--experimental-sea-config", config], { stdio: ["ignore", "ignore", "inherit"] });
    const program = join(work, name);
    copyFileSync(values.node, program);
    chmodSync(program, 0o755);
    // It warns of every note of ELF that it keeps.
    const warn = console.warn;
    console.warn = () => {};
    await inject(program, "NODE_SEA_BLOB", readFileSync(output), {
      sentinelFuse: "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2",
    }).finally(() => {
      console.warn = warn;
    });
    copyFileSync(program, join(folder, name));
    tell(name);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function tell(name) {
  const file = join(folder, name);
  const bytes = readFileSync(file);
  const hash = createHash("sha256").update(bytes).digest("hex");
  chmodSync(file, 0o755);
  writeFileSync(`${file}.sha256`, `${hash}  ${name}\n`);
  process.stdout.write(`${file}: ${(bytes.length / 2 ** 20).toFixed(1)} MiB, sha256 ${hash}\n`);
}
