// Makes what has one source elsewhere. `node scripts/generate.mjs` writes the files; with `--check` it writes nothing,
// names those that are stale and exits with 1.
//
// src/cli/commands → docs/commands.md; src/cli/configuration → schema/config.schema.json, the tables of docs/configuration.md; src/dashboard/codes → docs/findings.md and the lists of schema/result.schema.json, which has the definitions of schema/rule-test.schema.json too; schema/data-spec.schema.json → src/data-spec/generated/data-spec.ts (types) and
// schema.ts (the schema itself), every-mistake.ts and first-mistake.ts (as code); src/infer/packs → src/packs/generated/packs.ts; docs/learn → src/preview/playground/generated/lessons.ts; src/report/page-data.ts → schema/page-data.schema.json; docs/recipes → src/preview/init/generated/recipes.ts
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { compile } from "json-schema-to-typescript-lite";
import { makeCommandsDocument } from "./commands-document.mjs";
import { configPage, configSchemaFile, makeConfigPage, makeConfigSchema } from "./configuration-files.mjs";
import { loadFindingCodes, makeFindingsDocument } from "./findings-document.mjs";
import { lessonsModule, makeLessonsModule } from "./lessons-module.mjs";
import { makeOpenApi, openApiFile } from "./openapi-document.mjs";
import { makePacksModule, packsModule } from "./packs-module.mjs";
import { makePageSchema, pageSchemaFile } from "./page-schema.mjs";
import { makeRecipesModule, recipesModule } from "./recipes-module.mjs";
import { schemaCheckModule } from "./schema-checks.mjs";
import { isMain, root } from "./steps.mjs";

const schemaFile = "schema/data-spec.schema.json";
const resultSchemaFile = "schema/result.schema.json";
const ruleTestFile = "schema/rule-test.schema.json";
const banner = `// Made by scripts/generate.mjs from ${schemaFile}. Change that, then run \`npm run generate\`.`;

/** Every generated file: its path from the root, and a function that makes its text. */
const outputs = [
  { path: "src/data-spec/generated/data-spec.ts", make: makeTypes },
  { path: "src/data-spec/generated/schema.ts", make: makeSchemaModule },
  { path: "src/data-spec/generated/every-mistake.ts", make: () => makeSchemaCheck({ allErrors: true }) },
  { path: "src/data-spec/generated/first-mistake.ts", make: () => makeSchemaCheck({ allErrors: false }) },
  { path: packsModule, make: makePacksModule },
  { path: lessonsModule, make: makeLessonsModule },
  { path: recipesModule, make: makeRecipesModule },
  { path: "docs/commands.md", make: makeCommandsDocument },
  { path: configSchemaFile, make: makeConfigSchema },
  { path: configPage, make: makeConfigPage },
  { path: "docs/findings.md", make: makeFindingsDocument },
  { path: resultSchemaFile, make: makeResultSchema },
  { path: pageSchemaFile, make: makePageSchema },
  { path: openApiFile, make: makeOpenApi },
];

function readSchema() {
  return JSON.parse(readFileSync(join(root, schemaFile), "utf8"));
}

async function makeTypes() {
  const types = await compile(forTypes(readSchema()), "DataSpec", {
    additionalProperties: false,
    bannerComment: "",
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
  });
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  // A path that biome.json does not leave out.
  const options = {
    cwd: root,
    input: `${banner}\n\n${types.trimStart()}`,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
  };
  return execFileSync(process.execPath, [biome, "format", "--stdin-file-path=src/data-spec.ts"], options);
}

/** Types that the compiler would not make of the schema: a text or a map, each with its own values. */
const typesByTitle = {
  EndSpec: '"last" | "loop" | "missing" | "end" | { value: number }',
  FiresSpec: '"never" | { after: Duration; within?: Duration }',
};

/**
 * Leaves out what says nothing about a type, or hides it: conditions (a choice of two definitions is a union), `oneOf` that only says which keys exclude each
 * other, and what stands beside a `$ref` (each such place would become a type of its own).
 */
function forTypes(node) {
  if (Array.isArray(node)) return node.map(forTypes);
  if (typeof node !== "object" || node === null) return node;
  if (typeof node.$ref === "string") return { $ref: node.$ref };
  if (node.then?.$ref !== undefined && node.else?.$ref !== undefined) return { anyOf: [node.else, node.then] };
  if (typesByTitle[node.title] !== undefined)
    return { title: node.title, tsType: typesByTitle[node.title], description: node.description };
  const conditional = node.if !== undefined;
  const entries = Object.entries(node).filter(
    ([key]) => !(conditional && (key === "if" || key === "then")) && key !== "oneOf" && key !== "dependencies",
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, forTypes(value)]));
}

/** The schema of results, with the codes and states of findings as the program has them. */
async function makeResultSchema() {
  const schema = JSON.parse(readFileSync(join(root, resultSchemaFile), "utf8"));
  const { findingCodes } = await loadFindingCodes();
  schema.$defs.code.enum = findingCodes.map(({ code }) => code);
  schema.$defs.findingState.enum = [...new Set(findingCodes.map(({ state }) => state))];
  Object.assign(schema.$defs, ruleDefinitions());
  return JSON.stringify(schema, undefined, 2);
}

/** The definitions of a rule test under names of their own, so that the schema of results needs no other file. */
function ruleDefinitions() {
  const { properties, required, $defs } = JSON.parse(readFileSync(join(root, ruleTestFile), "utf8"));
  const nameOf = (name) => `rule${name[0].toUpperCase()}${name.slice(1)}`;
  const moved = (node) =>
    JSON.parse(JSON.stringify(node).replaceAll(/"#\/\$defs\/(\w+)"/g, (_, name) => `"#/$defs/${nameOf(name)}"`));
  const definitions = Object.fromEntries(Object.entries($defs).map(([name, node]) => [nameOf(name), moved(node)]));
  const { instances, state } = definitions.ruleAlert.properties;
  const reviewed = {
    ...definitions.ruleAlert,
    required: [...definitions.ruleAlert.required, "change"],
    properties: {
      ...definitions.ruleAlert.properties,
      change: {
        description:
          "What the review does to it. `affected`: the rule is the same and its timeline is not, as with a recording " +
          "rule that it reads. `unknown`: the base is not known.",
        enum: ["new", "changed", "affected", "unchanged", "unknown"],
      },
      before: {
        description: "The base's, on the same data; absent for a new one, and where no rule is changed.",
        type: "object",
        required: ["state", "instances"],
        additionalProperties: false,
        properties: { state, instances },
      },
    },
  };
  return {
    ...definitions,
    ruleReviewedAlert: reviewed,
    ruleFinding: {
      description: "`--fail-on` counts an `error`.",
      type: "object",
      required: ["state", "code", "file", "line", "reason"],
      additionalProperties: false,
      properties: {
        state: { enum: ["error", "hint"] },
        code: {
          description:
            "`rule-refused`: Prometheus would not load it. `rule-failed`, `template-failed`: it cannot be evaluated or " +
            "filled in. `expectation-missed`: the spec's `alerts` did not come true. `never-fires`: the data have " +
            "nothing that the alert selects.",
          enum: ["rule-refused", "rule-failed", "template-failed", "expectation-missed", "never-fires"],
        },
        file: { type: "string" },
        line: { $ref: "#/$defs/ruleLine" },
        rule: { type: "string", description: "The alert, or the recorded metric; absent for a file." },
        reason: { type: "string" },
      },
    },
    rules: {
      description: "`--rules`, tested on the data of the run. `ok`: no finding is an `error`.",
      type: "object",
      required: [...required, "removed", "findings"],
      additionalProperties: false,
      properties: {
        scenario: { type: "string", description: "Of the data; absent for the data specs as they are." },
        ...moved(properties),
        alerts: { type: "array", items: { $ref: "#/$defs/ruleReviewedAlert" } },
        removed: {
          description: "Alerts of the base that the review no longer has.",
          type: "array",
          items: { $ref: "#/$defs/ruleAlert" },
        },
        uncompared: { type: "string", description: "Why there is no base to compare with; absent if there is one." },
        findings: { type: "array", items: { $ref: "#/$defs/ruleFinding" } },
      },
    },
  };
}

async function makeSchemaModule() {
  const text = JSON.stringify(readSchema(), undefined, 2);
  return (
    `${banner}\n\n/** The JSON Schema of a data spec. */\nexport const dataSpecSchema: Readonly<Record<string, ` +
    `unknown>> = ${text};\n`
  );
}

async function makeSchemaCheck(options) {
  return schemaCheckModule(readSchema(), banner, options);
}

/** Writes every output that is not as it should be, or with `check` only names it. Returns the paths of those. */
export async function generate({ check = false } = {}) {
  const stale = [];
  for (const { path, make } of outputs) {
    const file = join(root, path);
    const text = await make();
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    stale.push(path);
    if (check) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return stale;
}

if (isMain(import.meta.url)) {
  const check = process.argv.includes("--check");
  const stale = await generate({ check });
  for (const path of stale) console.log(check ? `${path} is stale: run npm run generate` : `wrote ${path}`);
  if (check && stale.length > 0) process.exitCode = 1;
}
