// Makes test/contracts/github-api.json: the part of GitHub's own description of its API that the double in test/servers
// is held to. The whole description is a package of 385 MB, so that it is no dependency:
// `node scripts/github-contract.mjs` gets it when the paths or the version change.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { withoutProse } from "./api-contract.mjs";
import { isMain, root } from "./steps.mjs";

const source = "@octokit/openapi@23.0.2";
const file = join(root, "test/contracts/github-api.json");

function main() {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-github-"));
  try {
    execFileSync("npm", ["pack", source, "--silent", "--pack-destination", folder], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [archive] = readdirSync(folder);
    execFileSync("tar", ["-xzf", join(folder, archive), "-C", folder, "package/generated/api.github.com.deref.json"]);
    const whole = JSON.parse(readFileSync(join(folder, "package/generated/api.github.com.deref.json"), "utf8"));
    const wanted = JSON.parse(readFileSync(join(root, "test/contracts/github-paths.json"), "utf8"));
    const paths = Object.fromEntries(wanted.map((path) => [path, withoutProse(whole.paths[path] ?? missing(path))]));
    writeFileSync(file, `${JSON.stringify({ source, paths })}\n`);
    process.stdout.write(`${file}: ${wanted.length} paths, ${Math.round(readFileSync(file).length / 1024)} KiB\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function missing(path) {
  throw new Error(`GitHub's description has no ${path}`);
}

if (isMain(import.meta.url)) main();
