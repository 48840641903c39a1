// `npm run release -- 1.2.3 --owner acme`: makes a release's two commits and its tag, and pushes nothing. The first
// commit has the version, the changelog's date and what is generated from them, and gets the tag; the second names that
// commit in every recipe, template and manifest. `--dry-run` says what it would do, `--notes` prints the changelog of
// package.json's version. Pushing the tag starts .github/workflows/release.yml.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { readRelease } from "./references.mjs";
import { isMain, root } from "./steps.mjs";

const changelog = join(root, "CHANGELOG.md");
const heading = /^## (\d+\.\d+\.\d+)?(.*)$/m;

/**
 * The changelog with its first section as that of a version and date. Throws an Error if the section is of another
 * version that is released already, or is empty.
 */
export function releasedChangelog(text, version, date) {
  const [line, named, rest] = heading.exec(text) ?? [];
  if (line === undefined || /\d{4}-\d{2}-\d{2}/.test(rest)) throw new Error("CHANGELOG.md has nothing unreleased");
  if (named !== undefined && named !== version)
    throw new Error(`CHANGELOG.md is about ${named}, which is not released: release that, or change its heading`);
  const written = text.replace(line, `## ${version} (${date})`);
  if (notesOf(written, version) === "") throw new Error(`CHANGELOG.md says nothing of ${version}`);
  return written;
}

/** What the changelog says of a version: its section without the heading. */
export function notesOf(text, version) {
  const from = text.indexOf(`\n## ${version}`);
  if (from === -1) return "";
  const [, ...lines] = text.slice(from + 1).split("\n");
  const end = lines.findIndex((line) => line.startsWith("## "));
  return (end === -1 ? lines : lines.slice(0, end)).join("\n").trim();
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      owner: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      notes: { type: "boolean", default: false },
    },
  });
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (values.notes) {
    process.stdout.write(`${notesOf(readFileSync(changelog, "utf8"), manifest.version)}\n`);
    return;
  }
  const [version] = positionals;
  const owner = values.owner ?? readRelease().owner;
  if (!/^\d+\.\d+\.\d+$/.test(version ?? "")) throw new Error("which version? npm run release -- 1.2.3 --owner acme");
  if (owner === "OWNER") throw new Error("whose repository is it? --owner acme");
  const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  if (git("status", "--porcelain") !== "") throw new Error("there are changes that are not committed");
  if (git("tag", "--list", `v${version}`) !== "") throw new Error(`v${version} exists`);
  const date = new Date().toISOString().slice(0, 10);
  const text = releasedChangelog(readFileSync(changelog, "utf8"), version, date);
  const say = (line) => process.stdout.write(`${values["dry-run"] ? "would: " : ""}${line}\n`);
  const step = (line, action) => {
    say(line);
    if (!values["dry-run"]) action();
  };
  const run = (program, ...args) => execFileSync(program, args, { cwd: root, stdio: "inherit" });
  step(`set the version ${version} in package.json and package-lock.json`, () => {
    if (manifest.version !== version) run("npm", "version", version, "--no-git-tag-version");
  });
  step(`date the changelog ${date}`, () => writeFileSync(changelog, text));
  step("npm run generate", () => run("npm", "run", "--silent", "generate"));
  step(`commit, and tag v${version}`, () => {
    git("commit", "--quiet", "--all", "--message", `Release ${version}`);
    git("tag", "--annotate", `v${version}`, "--message", `dashpreview ${version}`);
  });
  step(`name v${version} of ${owner}/dashpreview in recipes, templates and manifests, and commit`, () => {
    const commit = git("rev-parse", `v${version}^{commit}`);
    const named = ["--owner", owner, "--version", version, "--commit", commit];
    run(process.execPath, "scripts/references.mjs", ...named);
    run("npm", "run", "--silent", "generate");
    git("commit", "--quiet", "--all", "--message", `Recipes name ${version}`);
  });
  say(`next: git push --follow-tags (the tag starts the release; docs/releasing.md says what to look at)`);
}

if (isMain(import.meta.url))
  try {
    main();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
