// A program names the release that it is: `init` writes references to it. No commit can name itself, so the tag's own
// workflow tells the build; any other build names the release that release.json has.
import { readFileSync } from "node:fs";
import { readRelease, withReferences } from "./references.mjs";

/** The release that is built, from the environment of its tag's workflow, else of release.json. */
export function builtRelease(version, env) {
  const { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: tag, GITHUB_REPOSITORY_OWNER: owner, GITHUB_SHA: commit } = env;
  const own =
    type === "tag" && tag === `v${version}` && /^[\w.-]+$/.test(owner ?? "") && /^[0-9a-f]{40}$/.test(commit ?? "");
  return own ? { owner, version, commit } : readRelease();
}

/** Where the pages of docs/ of a release can be read; "" as long as nobody knows who publishes them. */
export function pagesOf({ owner, version: released }, version) {
  if (owner === "OWNER") return "";
  return `https://github.com/${owner}/dashpreview/blob/${released === null ? "HEAD" : `v${version}`}/docs/`;
}

/** For esbuild: the recipes that `init` writes name this release. */
export function namesRelease(release) {
  return {
    name: "names-release",
    setup(bundler) {
      bundler.onLoad({ filter: /preview\/init\/generated\/recipes\.ts$/ }, ({ path }) => ({
        contents: withReferences(readFileSync(path, "utf8"), release),
        loader: "ts",
      }));
    },
  };
}
