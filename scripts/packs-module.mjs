// The packs as one module: dist and the action's bundle then need no files. Each is its JSON, deflated: a tenth of the
// size, and the program reads only those that it needs.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { globSync } from "tinyglobby";
import { loadSources } from "./load-sources.mjs";
import { root } from "./steps.mjs";

const folder = "src/infer/packs";
const keys = ["title", "about", "source", "labels", "signals", "relations", "metrics"];
const banner = `// Made by scripts/generate.mjs from ${folder}. Change that, then run \`npm run generate\`.`;

/** Where the module is. */
export const packsModule = "src/packs/generated/packs.ts";

/** The text of the module. */
export async function makePacksModule() {
  const before = knownTexts();
  const { readSource } = await loadSources(['export { readSource } from "./src/data-spec/source/source.ts";']);
  const files = globSync("*.yaml", { cwd: join(root, folder) }).sort();
  const lines = files.map((file) => {
    const { data } = readSource(readFileSync(join(root, folder, file), "utf8"), `${folder}/${file}`);
    const kept = Object.fromEntries(
      keys.map((key) => [key, data[key] ?? (key === "metrics" || key === "relations" ? [] : {})]),
    );
    const metrics = kept.metrics.map(({ name, type, native }) => {
      const kind = native === true ? "native" : type;
      return kind === "histogram" || kind === "summary" || kind === "native" ? `${name}/${kind}` : name;
    });
    const fields = { name: file.replace(/\.yaml$/, ""), metrics: metrics.join(" ") };
    return `  { ${fieldsText(fields)}, deflated: "${before.get(JSON.stringify(kept)) ?? deflate(JSON.stringify(kept))}" },`;
  });
  return [
    banner,
    "",
    "/**",
    " * Every pack, sorted by name. `metrics`: their names, with the kind of those that make several. `deflated`: its JSON,",
    " * as deflate makes it, in base64.",
    " */",
    "export const storedPacks: readonly { readonly name: string; readonly metrics: string; readonly deflated: string }[] = [",
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

function deflate(json) {
  return deflateRawSync(json, { level: 9 }).toString("base64");
}

/** The packs of the module that is there: another Node may deflate the same text otherwise. */
function knownTexts() {
  const file = join(root, packsModule);
  const found = existsSync(file) ? readFileSync(file, "utf8").matchAll(/deflated: "([\w+/=]+)"/g) : [];
  return new Map([...found].map(([, text]) => [inflateRawSync(Buffer.from(text, "base64")).toString("utf8"), text]));
}
