import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { readRelease } from "./references.ts";

const root = join(import.meta.dirname, "../..");
const { builtRelease, namesRelease } = (await import(
  new URL("../../scripts/built-release.mjs", import.meta.url).href
)) as {
  builtRelease(version: string, env: Record<string, string>): { owner: string; commit: string; version: string | null };
  namesRelease(release: object): import("esbuild").Plugin;
};
const commit = "0123456789abcdef0123456789abcdef01234567";
const tag = { GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v1.2.3", GITHUB_REPOSITORY_OWNER: "Acme", GITHUB_SHA: commit };

test("a build in its tag's workflow is that release; any other is the one of release.json", () => {
  expect(builtRelease("1.2.3", tag)).toEqual({ owner: "Acme", commit, version: "1.2.3" });
  for (const env of [
    {},
    { ...tag, GITHUB_REF_TYPE: "branch" },
    { ...tag, GITHUB_SHA: "x" },
    { ...tag, GITHUB_REF_NAME: "v1" },
  ])
    expect(builtRelease("1.2.3", env)).toEqual(readRelease());
});

test("what init writes names the release that was built, in the file of every host", async () => {
  const { outputFiles } = await build({
    stdin: { contents: 'export { recipes } from "./src/preview/init/generated/recipes.ts";', resolveDir: root },
    bundle: true,
    write: false,
    format: "esm",
    plugins: [namesRelease(builtRelease("1.2.3", tag))],
  });
  const text = outputFiles[0]!.text;
  expect(text).not.toMatch(/OWNER|COMMIT/);
  for (const reference of [
    `Acme/dashpreview/.github/workflows/preview.yml@${commit} # v1.2.3`,
    `raw.githubusercontent.com/Acme/dashpreview/${commit}/templates/dashpreview.yml`,
    `https://github.com/Acme/dashpreview@${commit} # v1.2.3`,
  ])
    expect(text).toContain(reference);
});
