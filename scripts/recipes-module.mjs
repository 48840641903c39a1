// docs/recipes → src/preview/init/generated/recipes.ts: the files that `init` writes, as the recipes show them. Their
// references to this project are those of release.json, as in the recipes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readRelease, withReferences } from "./references.mjs";
import { root } from "./steps.mjs";

export const recipesModule = "src/preview/init/generated/recipes.ts";

/** The module's text. Throws an Error naming the page if a recipe isn't there. */
export function makeRecipesModule() {
  const recipes = {
    github: one("github", /preview\.yml@/),
    gitlab: one("gitlab", /^include:\n {2}- (?:remote|component): .*\n {4}inputs:\n(?: {6}.*\n)* {6}paths: /),
    forgejo: forgejo(),
  };
  return [
    "// Made by scripts/generate.mjs from docs/recipes. Change those, then run `npm run generate`.",
    'import type { Recipes } from "../recipe-shape.ts";',
    "",
    "/** The files of the recipes, as docs/recipes shows them. */",
    `export const recipes: Recipes = ${JSON.stringify(recipes, undefined, 2)};`,
    "",
  ].join("\n");
}

/** The first file of a page, which does it all. */
function one(page, mark) {
  const text = blocks(page).find((block) => mark.test(block));
  if (text === undefined) throw new Error(`docs/recipes/${page}.md: no example with ${mark}`);
  return text;
}

/** One file that makes previews and cleans them up, or one for each. */
function forgejo() {
  const files = blocks("forgejo").filter((block) => /^on:/m.test(block) && block.includes("jobs:"));
  const preview = files.find((block) => /^ {2}pull_request:/m.test(block));
  if (preview === undefined) throw new Error("docs/recipes/forgejo.md: no example for pull_request");
  if (/closed/.test(preview)) return [preview];
  const cleanup = files.find((block) => /types: \[closed\]/.test(block));
  if (cleanup === undefined) throw new Error("docs/recipes/forgejo.md: no example for closed");
  return [preview, cleanup];
}

function blocks(page) {
  const text = withReferences(readFileSync(join(root, `docs/recipes/${page}.md`), "utf8"), readRelease());
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
}
