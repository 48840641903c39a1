// schema/config.schema.json and the table of docs/configuration.md, from the keys of a configuration as the program has
// them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadSources } from "./load-sources.mjs";
import { table } from "./markdown-table.mjs";
import { root } from "./steps.mjs";

export const configSchemaFile = "schema/config.schema.json";
export const configPage = "docs/configuration.md";

const loadKeys = () =>
  loadSources([
    'export { configurationKeys, pathKeys, refusedKeys } from "./src/cli/configuration/configuration-keys.ts";',
  ]);

/** The JSON Schema of a configuration, for editors: the program itself says more about mistakes. */
export async function makeConfigSchema() {
  const { configurationKeys, pathKeys } = await loadKeys();
  const keys = Object.entries(configurationKeys).map(([key, { option }]) => [key, valueSchema(key, option, pathKeys)]);
  const previewKeys = Object.fromEntries(keys);
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "dashpreview configuration",
    description: "Settings of a repository, in dashpreview.yaml. See docs/configuration.md.",
    type: ["object", "null"],
    additionalProperties: false,
    dependencies: { previews: { not: { required: ["name"] } } },
    properties: {
      ...previewKeys,
      previews: {
        description: "Several previews of one review, each with its own name, key and comment.",
        type: "array",
        minItems: 1,
        maxItems: 50,
        items: { type: "object", additionalProperties: false, required: ["name"], properties: previewKeys },
      },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

const line = {
  type: "string",
  minLength: 1,
  maxLength: 4096,
  pattern: "^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$",
};
const belowFolder =
  "^(?![/\\\\~-])(?![A-Za-z]:)(?!(.*[/\\\\])?\\.\\.([/\\\\]|$))[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$";

function valueSchema(key, option, pathKeys) {
  const { describe: description } = option;
  const one = oneSchema(key, option, pathKeys);
  if (option.array !== true) return { description, ...one };
  return { description, anyOf: [one, { type: "array", minItems: 1, maxItems: 1000, items: one }] };
}

function oneSchema(key, { type, choices, words = [] }, pathKeys) {
  if (type === "boolean") return { type: "boolean" };
  if (type === "number") return { type: "integer", minimum: 0 };
  if (type === "choice") return { enum: choices.flatMap((one) => (/^\d+$/.test(one) ? [one, Number(one)] : [one])) };
  if (type === "duration") return { type: "string", pattern: durationPattern(words) };
  return { ...line, ...(pathKeys.has(key) ? { pattern: belowFolder } : {}) };
}

function durationPattern(words) {
  const units = ["y", "w", "d", "h", "m", "s", "ms"].map((unit) => `(\\d+${unit})?`).join("");
  return `^(${["0", `(?=\\d)${units}`, ...words].join("|")})$`;
}

const code = (text) => `\`${text}\``;

/** docs/configuration.md with its tables made anew. */
export async function makeConfigPage() {
  const { configurationKeys, refusedKeys } = await loadKeys();
  const rows = Object.entries(configurationKeys).map(([key, { option, harmless }]) => [
    code(key),
    valueText(option),
    harmless ? "yes" : "",
    option.describe,
  ]);
  const refused = refusedKeys.map(({ why, names }) => [
    names.map(code).join(", "),
    `${why[0].toUpperCase()}${why.slice(1)}`,
  ]);
  const page = readFileSync(join(root, configPage), "utf8");
  return [
    ["keys", table(["Key", "Value", "Also untrusted", "Meaning"], rows)],
    ["refused", table(["Options", "Why not"], refused)],
  ].reduce((text, [name, made]) => replaceBetween(text, name, made), page);
}

function valueText({ type, choices, words = [], array }) {
  if (type === "choice") return choices.map(code).join(", ");
  if (type === "string") return array ? "text, or a list of texts" : "text";
  return {
    boolean: "`true`, `false`",
    number: "whole number",
    duration: ["duration", ...words.map(code)].join(", or "),
  }[type];
}

function replaceBetween(text, name, made) {
  const [begin, end] = [`<!-- ${name}: made by npm run generate -->\n`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to === -1) throw new Error(`${configPage} has no place for ${name}`);
  return `${text.slice(0, from + begin.length)}\n${made}\n${text.slice(to)}`;
}
