import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { signalTable } from "../generator/signal-table.ts";
import { dataSpecSchema } from "./generated/schema.ts";

type Schema = Readonly<Record<string, unknown>>;

const definitions = dataSpecSchema["definitions"] as Record<string, Schema>;

/** A schema as editors resolve it: what stands beside a `$ref` stays, and the rest is that of its target. */
function resolve(schema: Schema): Schema {
  const target = schema["$ref"];
  return typeof target === "string"
    ? { ...resolve(definitions[target.replace("#/definitions/", "")]!), ...schema, $ref: undefined }
    : schema;
}

/** The schemas that may hold at one place: the schema itself, and the branches of conditions and choices. */
function branches(schema: Schema): Schema[] {
  const own = resolve(schema);
  const inner = ["if", "then", "else"].flatMap((key) => (own[key] === undefined ? [] : [own[key] as Schema]));
  const chosen = ["oneOf", "anyOf", "allOf"].flatMap((key) => (own[key] ?? []) as Schema[]);
  return [own, ...[...inner, ...chosen].filter((one) => typeof one === "object").flatMap(branches)];
}

/** One step into a document: a key of a map, or `[]` for an entry of a list. */
function step(schemas: readonly Schema[], key: string): Schema[] {
  return schemas
    .flatMap((schema) => {
      if (key === "[]") return [schema["items"]];
      const own = (schema["properties"] as Schema | undefined)?.[key];
      return [own ?? schema["additionalProperties"]];
    })
    .filter((one): one is Schema => typeof one === "object" && one !== null)
    .flatMap(branches);
}

const at = (path: string) => path.split(" ").filter(Boolean).reduce(step, branches(dataSpecSchema));
const keysAt = (path: string) => [
  ...new Set(at(path).flatMap((schema) => Object.keys((schema["properties"] ?? {}) as Schema))),
];
/** Texts that an editor offers as the value itself. */
const valuesAt = (path: string) =>
  at(path).flatMap((schema) => [
    ...((schema["enum"] ?? []) as unknown[]),
    ...((schema["examples"] ?? []) as unknown[]),
  ]);

const signalKeys = Object.entries(signalTable)
  .flatMap(([type, { read }]) => (read === undefined ? [] : [type]))
  .toSorted();

test.for([
  "metrics [] series [] rate",
  "metrics [] series [] value",
  "metrics [] series [] value []",
  "metrics [] series [] value add []",
  "metrics [] series [] value loop of",
  "metrics [] series [] value wave max",
  "metrics [] series [] value clamp min",
  "metrics [] series [] value walk max",
  "metrics [] series [] observe lognormal p99",
  "metrics [] series [] observe values 0.1",
  "signals load value",
])("every signal is offered at %s", (path) => {
  expect(keysAt(path).toSorted()).toEqual(signalKeys);
});

test.for([
  [
    "",
    [
      "version",
      "seed",
      "step",
      "history",
      "start",
      "scrapes",
      "labels",
      "signals",
      "metrics",
      "scenarios",
      "events",
      "alerts",
      "infer",
    ],
  ],
  [
    "metrics []",
    ["name", "type", "help", "unit", "labels", "buckets", "native", "schema", "quantiles", "series", "pack", "only"],
  ],
  [
    "metrics [] series []",
    ["labels", "value", "rate", "observe", "then", "from", "until", "initial", "gaps", "resets", "integer"],
  ],
  ["metrics [] series [] then", ["value"]],
  ["metrics [] series [] resets", ["every", "at"]],
  ["metrics [] series [] value line", ["from", "to", "for", "until", "samples", "bounds"]],
  ["metrics [] series [] observe", ["lognormal", "normal", "exponential", "uniform", "values"]],
  ["signals load", ["per", "value"]],
  ["events []", ["restart", "deploy"]],
  ["events [] restart", ["match", "at", "down"]],
  ["events [] deploy", ["match", "at", "replace"]],
  ["alerts [] fires", ["after", "within"]],
] as const)("the keys at %s are offered", ([path, keys]) => {
  expect(keysAt(path).toSorted()).toEqual([...keys].toSorted());
});

test.for([
  ["metrics [] series [] then", ["last", "loop", "missing", "end"]],
  ["metrics [] type", ["gauge", "counter", "histogram", "summary", "info", "unknown"]],
  ["metrics [] series [] gaps", ["stop", "running"]],
  ["alerts [] fires", ["never"]],
] as const)("the values at %s are offered", ([path, values]) => {
  expect([...new Set(valuesAt(path))]).toEqual(values);
});

test("the schema holds in ajv's strict mode, without words of its own", () => {
  const complaints: string[] = [];
  const logger = {
    log: () => {},
    warn: (text: string) => complaints.push(text),
    error: (text: string) => complaints.push(text),
  };
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, logger });
  expect(() => ajv.compile(dataSpecSchema)).not.toThrow();
  expect(complaints).toEqual([]);
});

test("the schema itself flags rate beside value, so that an editor does", () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(dataSpecSchema);
  const spec = (series: object) => ({ version: 1, metrics: [{ name: "x", type: "counter", series: [series] }] });
  expect([spec({ rate: 1 }), spec({ value: 1 }), spec({ rate: 1, value: 1 })].map((one) => validate(one))).toEqual([
    true,
    true,
    false,
  ]);
});
