import { Ajv, type ErrorObject } from "ajv";
import { valueAt } from "../../../json/edit.ts";
import { asArray } from "../../../json/read.ts";
import type { CheckFinding } from "../../result.ts";
import { aboutPanel, type WrittenDashboard } from "../written-dashboard.ts";

const text = { type: "string" } as const;
const optionalText = { type: ["string", "null"] } as const;
const number = { type: ["number", "null"] } as const;
const list = { type: ["array", "null"], items: { type: "object" } } as const;
const thresholds = {
  type: ["object", "null"],
  required: ["steps"],
  properties: {
    mode: text,
    steps: {
      type: "array",
      items: { type: "object", properties: { value: number, color: text } },
    },
  },
} as const;

/** Settings of a field that have one type in every version of Grafana. */
const settings = {
  unit: optionalText,
  decimals: number,
  min: number,
  max: number,
  displayName: optionalText,
  description: optionalText,
  links: list,
  mappings: list,
  color: { type: ["object", "null"] },
  thresholds,
} as const;

/** The words of each type for people. */
const words: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  object: "an object",
  array: "a list",
};

/** Compiled when the first dashboard is looked at; the schemas are ours, nothing has to judge them. */
function compileChecks() {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, validateSchema: false });
  return {
    defaults: ajv.compile({ type: ["object", "null"], properties: settings }),
    override: ajv.compile({
      type: "object",
      required: ["matcher"],
      properties: {
        matcher: { type: "object", required: ["id"], properties: { id: text } },
        properties: { type: "array", items: { type: "object", required: ["id"], properties: { id: text } } },
      },
    }),
    settings: new Map(Object.entries(settings).map(([name, schema]) => [name, ajv.compile(schema)])),
  };
}
let compiled: ReturnType<typeof compileChecks> | undefined;
const checks = () => (compiled ??= compileChecks());

/** Overrides and mistakes of one panel that are looked at. */
const most = { overrides: 200, told: 10 };

/** Field settings of a wrong type: a list as unit, a text as decimals, thresholds without steps. */
export function fieldSettings({ panels }: WrittenDashboard): CheckFinding[] {
  return panels.flatMap((panel) => {
    const config = valueAt(panel.view.node, panel.view.paths.fieldConfig);
    const { defaults, overrides } = (config ?? {}) as { defaults?: unknown; overrides?: unknown };
    const check = checks().defaults;
    const wrong = [
      ...(defaults === undefined || check(defaults) ? [] : errorsOf(check.errors, "")),
      ...(overrides === undefined || overrides === null || Array.isArray(overrides) ? [] : ["overrides is not a list"]),
      ...asArray(overrides).slice(0, most.overrides).flatMap(wrongInOverride),
    ];
    return wrong.slice(0, most.told).map((reason) => aboutPanel(panel, { code: "field-setting", reason }));
  });
}

function wrongInOverride(override: unknown, index: number): string[] {
  const where = `override ${index + 1}: `;
  const { override: whole, settings: each } = checks();
  if (!whole(override)) return errorsOf(whole.errors, where);
  const { properties } = override as { properties?: readonly { id: string; value?: unknown }[] };
  return (properties ?? []).flatMap(({ id, value }) => {
    const check = each.get(id);
    return check === undefined || value === undefined || check(value) ? [] : errorsOf(check.errors, where, id);
  });
}

/** Each mistake in words: `unit is a list, not a text`. */
function errorsOf(errors: readonly ErrorObject[] | null | undefined, where: string, root = ""): string[] {
  return (errors ?? []).map(({ keyword, instancePath, params }) => {
    const path = [root, ...instancePath.split("/").slice(1)].filter((part) => part !== "").join(".");
    const name = path === "" ? "defaults" : path;
    const { missingProperty, type } = params as { missingProperty?: string; type?: string | readonly string[] };
    if (keyword === "required") return `${where}${path === "" ? "it has" : `${name} has`} no ${missingProperty}`;
    const wanted = [type ?? []].flat().filter((one) => one !== "null");
    return `${where}${name} is not ${wanted.map((one) => words[one] ?? one).join(" or ")}`;
  });
}
