// Where people take dashpreview from is written in one place, `release.json`: the repository's owner, the version and
// its commit. `npm run references` writes that into every recipe, template, manifest and package file; a release calls
// it with `--owner acme --version 1.2.3 --commit SHA`. With `--check` it writes nothing, names what is stale and ends
// with 1. Until the first release the owner and the commit are the words OWNER and COMMIT.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { isMain, root } from "./steps.mjs";

const places = ["README.md", "package.json", "Dockerfile", ".gitlab-ci-template.yml"];
const folders = ["docs", "templates", "deploy", "docker", "packaging", ".github/workflows"];
const endings = /\.(md|ya?ml|json|rb)$/;

/** What `release.json` says. */
export function readRelease() {
  return JSON.parse(readFileSync(join(root, "release.json"), "utf8"));
}

const tag = ({ version }) => (version === null ? "" : ` # v${version}`);
const owner = String.raw`(?<![\w.-])(?!dashpreview/)[A-Za-z0-9][\w.-]*`;
const commit = "(?:COMMIT|[0-9a-f]{40})";
const version = String.raw`\d+\.\d+\.\d+(?:-[\w.]+)?`;

/** A kind of reference: what it looks like, of whatever release, and how it is written for this one. */
const kinds = [
  // uses: OWNER/dashpreview@COMMIT, with a workflow's path or without
  {
    pattern: new RegExp(`${owner}/dashpreview(/\\.github/workflows/[\\w.-]+)?@${commit}( # v${version})?`, "g"),
    write: (release, [, path = ""]) => `${release.owner}/dashpreview${path}@${release.commit}${tag(release)}`,
  },
  // A catalog of components knows versions.
  {
    pattern: new RegExp(`${owner}/dashpreview/dashpreview@(?:${commit}|${version})`, "g"),
    write: (release) => `${release.owner}/dashpreview/dashpreview@${release.version ?? release.commit}`,
  },
  {
    pattern: new RegExp(`raw\\.githubusercontent\\.com/${owner}/dashpreview/${commit}/`, "g"),
    write: (release) => `raw.githubusercontent.com/${release.owner}/dashpreview/${release.commit}/`,
  },
  {
    pattern: new RegExp(`github\\.com/${owner}/dashpreview/archive/${commit}\\.tar\\.gz`, "g"),
    write: (release) => `github.com/${release.owner}/dashpreview/archive/${release.commit}.tar.gz`,
  },
  // A checkout of this repository, and an include of a mirror.
  {
    pattern: new RegExp(`repository: ${owner}/dashpreview(\\s+)ref: ${commit}( # v${version})?`, "g"),
    write: (release, [, between]) =>
      `repository: ${release.owner}/dashpreview${between}ref: ${release.commit}${tag(release)}`,
  },
  {
    pattern: new RegExp(`(project: \\S+/dashpreview\\s+ref: )${commit}( # v${version})?`, "g"),
    write: (release, [, before]) => `${before}${release.commit}${tag(release)}`,
  },
  {
    pattern: new RegExp(`github\\.com/${owner}/dashpreview(?=["#/.\\s)]|$)(?!/dashpreview@)`, "g"),
    write: (release) => `github.com/${release.owner}/dashpreview`,
  },
  // Images: one of our own registry, or the name that `docker build -t` gave it.
  {
    pattern: new RegExp(`(image: |docker run [^\\n]*?)(?:ghcr\\.io/${owner}/)?dashpreview:(?:latest|${version})`, "g"),
    write: (release, [, before]) =>
      release.version === null
        ? `${before}dashpreview:latest`
        : `${before}ghcr.io/${release.owner.toLowerCase()}/dashpreview:${release.version}`,
  },
  // The Helm chart has the version of what it runs.
  {
    pattern: new RegExp(`(name: dashpreview\\n[\\s\\S]*?\\nversion: )${version}(\\nappVersion: )${version}`, "g"),
    write: (release, [whole, before, between]) =>
      release.version === null ? whole : `${before}${release.version}${between}${release.version}`,
  },
];

/** Said only until there is something to install. */
const untilPublished = /<!-- until published -->[\s\S]*?<!-- end -->\n?/g;

/** A text with the references of a release. */
export function withReferences(text, release) {
  const clean = release.version === null ? text : text.replace(untilPublished, "");
  return kinds.reduce(
    (written, { pattern, write }) => written.replace(pattern, (...match) => write(release, match)),
    clean,
  );
}

/** How a workflow names the action. */
export const actionReference = () => withReferences("OWNER/dashpreview@COMMIT", readRelease());

/** Every file that may name where dashpreview is taken from. */
export function referringFiles() {
  const inFolders = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)));
  return [...places, ...inFolders.filter((path) => endings.test(path))].map((path) => relative(root, join(root, path)));
}

/** The files whose references are not of this release, with what they should be. */
export function staleReferences(release = readRelease()) {
  return referringFiles().flatMap((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const wanted = withReferences(text, release);
    return wanted === text ? [] : [{ path, wanted }];
  });
}

function main() {
  const { values } = parseArgs({
    options: {
      owner: { type: "string" },
      version: { type: "string" },
      commit: { type: "string" },
      check: { type: "boolean", default: false },
    },
  });
  const { check, ...given } = values;
  const release = { ...readRelease(), ...given };
  const stale = staleReferences(release);
  for (const { path, wanted } of stale) {
    if (!check) writeFileSync(join(root, path), wanted);
    process.stdout.write(check ? `${path} is stale: run npm run references\n` : `wrote ${path}\n`);
  }
  if (check) process.exitCode = stale.length === 0 ? 0 : 1;
  else writeFileSync(join(root, "release.json"), `${JSON.stringify(release, undefined, 2)}\n`);
}

if (isMain(import.meta.url)) main();
