// `npm run single`: writes dashpreview.mjs, the whole program as one file, and dashpreview.mjs.sha256 beside it into
// dist-single/ (`--out DIR` for another folder). It needs Node 20.19, 22.12 or newer and nothing else.
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { bundleSingle } from "./build.mjs";
import { root } from "./steps.mjs";

const { values } = parseArgs({ options: { out: { type: "string", default: join(root, "dist-single") } } });
const folder = resolve(values.out);
const bytes = await bundleSingle();
const hash = createHash("sha256").update(bytes).digest("hex");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "dashpreview.mjs"), bytes);
chmodSync(join(folder, "dashpreview.mjs"), 0o755);
writeFileSync(join(folder, "dashpreview.mjs.sha256"), `${hash}  dashpreview.mjs\n`);
process.stdout.write(
  `${join(folder, "dashpreview.mjs")}: ${(bytes.length / 2 ** 20).toFixed(1)} MiB, sha256 ${hash}\n`,
);
