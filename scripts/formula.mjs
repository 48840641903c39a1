// Writes the Homebrew formula of a released version, from packaging/homebrew/dashpreview.rb: version and checksum are
// those of the archive, which is fetched from npm. `--archive FILE` takes one that is here, `--out FILE` says where to.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import axios from "axios";
import { root } from "./steps.mjs";

const { values } = parseArgs({ options: { archive: { type: "string" }, out: { type: "string" } } });
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const template = readFileSync(join(root, "packaging/homebrew/dashpreview.rb"), "utf8");
const address = /url "(.*)"/.exec(template)[1].replace("VERSION", version);
const bytes =
  values.archive === undefined
    ? Buffer.from((await axios.get(address, { responseType: "arraybuffer", timeout: 60_000 })).data)
    : readFileSync(values.archive);
const text = template
  .replace(/^# .*\n/, "")
  .replace("VERSION", version)
  .replace("SHA256", createHash("sha256").update(bytes).digest("hex"));
if (values.out === undefined) process.stdout.write(text);
else writeFileSync(values.out, text);
