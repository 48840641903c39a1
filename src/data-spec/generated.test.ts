import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { globSync } from "tinyglobby";
import { expect, test } from "vitest";
import { dataSpecSchema } from "./generated/schema.ts";
import { planSpec } from "./plan/plan.ts";
import { parseSpec } from "./read/parse.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("generated types and schema are those of schema/data-spec.schema.json", () => {
  expect(execFileSync(process.execPath, ["scripts/generate.mjs", "--check"], { cwd: root, encoding: "utf8" })).toBe("");
});

test("dataSpecSchema is a JSON Schema", () => {
  const ajv = new Ajv();
  expect(ajv.validateSchema(dataSpecSchema), JSON.stringify(ajv.errors)).toBe(true);
});

test("dataSpecSchema says of every key what it means, for completion in editors", () => {
  const definitions = dataSpecSchema["definitions"] as Record<string, Record<string, unknown>>;
  const bare: string[] = [];
  const visit = (schema: Record<string, unknown>, path: string) => {
    for (const [key, property] of Object.entries(
      (schema["properties"] ?? {}) as Record<string, Record<string, unknown>>,
    )) {
      const target = definitions[String(property["$ref"]).replace("#/definitions/", "")];
      if ((property["description"] ?? target?.["description"]) === undefined) bare.push(`${path}.${key}`);
      visit(property, `${path}.${key}`);
    }
  };
  visit(dataSpecSchema, "");
  for (const [name, definition] of Object.entries(definitions)) visit(definition, name);
  expect(bare).toEqual([]);
});

const fixtures = globSync("fixtures/*/*.data.yaml", { cwd: root });

test.for(fixtures)("parseSpec and planSpec take %s", (file) => {
  const plan = planSpec(parseSpec(readFileSync(`${root}/${file}`, "utf8"), { file }), {
    nowMs: Date.UTC(2026, 10, 20),
  });
  expect(plan.definitions.length).toBeGreaterThan(0);
});
