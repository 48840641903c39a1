// The packs as one module: dist and the action's bundle then need no files. Each is the text of its JSON, so that the
// program parses only those that it needs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { loadSources } from "./load-sources.mjs";
import { root } from "./steps.mjs";

const folder = "src/infer/packs";
const keys = ["title", "about", "source", "labels", "signals", "metrics"];
const banner = `// Made by scripts/generate.mjs from ${folder}. Change that, then run \`npm run generate\`.`;

/** The text of src/packs/generated/packs.ts. */
export async function makePacksModule() {
  const { readSource } = await loadSources(['export { readSource } from "./src/data-spec/source/source.ts";']);
  const files = globSync("*.yaml", { cwd: join(root, folder) }).sort();
  const lines = files.map((file) => {
    const { data } = readSource(readFileSync(join(root, folder, file), "utf8"), `${folder}/${file}`);
    const kept = Object.fromEntries(keys.map((key) => [key, data[key] ?? (key === "metrics" ? [] : {})]));
    const metrics = kept.metrics.map(({ name, type, native }) => {
      const kind = native === true ? "native" : type;
      return kind === "histogram" || kind === "summary" || kind === "native" ? `${name}/${kind}` : name;
    });
    const fields = { name: file.replace(/\.yaml$/, ""), metrics: metrics.join(" ") };
    return `  { ${fieldsText(fields)}, text: ${quote(JSON.stringify(kept))} },`;
  });
  return [
    banner,
    "",
    "/** Every pack, sorted by name; `metrics` are their names, with the kind of those that make several; `text` is its JSON. */",
    "export const storedPacks: readonly { readonly name: string; readonly metrics: string; readonly text: string }[] = [",
    ...lines,
    "];",
    "",
  ].join("\n");
}

function fieldsText(fields) {
  return Object.entries(fields)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(", ");
}

/** In single quotes: JSON is full of double ones. */
function quote(text) {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}'`;
}
