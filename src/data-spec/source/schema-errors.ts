import type { ErrorObject } from "ajv";
import { nearestKey } from "../../text/nearest-word.ts";
import { nameOf, type SpecPath } from "./path.ts";
import { showNames, showValue } from "./show-value.ts";

type Report = (path: SpecPath, message: string, at?: "key" | "value") => void;
type Schema = Readonly<Record<string, unknown>>;

/**
 * Turns ajv's errors into one problem for each mistake. The schema has no unions that ajv would try one after the
 * other: a signal is recognised by its one key, so each error already belongs to the intended branch.
 */
export function explainSchemaErrors(errors: readonly ErrorObject[], report: Report): void {
  const renamed = new Set<string>();
  const withUnknownKey = new Set<string>();
  const mistakes = errors
    .filter(({ keyword, schemaPath }) => keyword !== "if" && !/\/oneOf\/\d/.test(schemaPath))
    .filter(isOwnMistake);
  for (const error of mistakes.filter(({ keyword }) => keyword === "additionalProperties")) {
    withUnknownKey.add(error.instancePath);
    const nearest = explainUnknownKey(error, report);
    if (nearest !== undefined) renamed.add(`${error.instancePath}/${nearest}`);
  }
  for (const error of mistakes) {
    if (error.keyword === "additionalProperties") continue;
    if (error.keyword === "maxProperties" && withUnknownKey.has(error.instancePath)) continue;
    if (error.keyword === "required" && renamed.has(`${error.instancePath}/${error.params["missingProperty"]}`))
      continue;
    if (error.keyword === "oneOf" && choices(error).some((key) => renamed.has(`${error.instancePath}/${key}`)))
      continue;
    explain(error, report);
  }
}

/** `oneOf` also fails on a value that is not a map; that mistake already has an error of its own. */
function isOwnMistake({ keyword, data }: ErrorObject): boolean {
  return keyword !== "oneOf" || (typeof data === "object" && data !== null && !Array.isArray(data));
}

function explainUnknownKey(error: ErrorObject, report: Report): string | undefined {
  const path = pathOf(error);
  const key = String(error.params["additionalProperty"]);
  const properties = propertiesOf(error.parentSchema);
  const data = error.data as Record<string, unknown>;
  const allowed = Object.keys(properties);
  const nearest = nearestKey(key, allowed);
  const neighbour =
    oneKeyNoun(error.parentSchema) === undefined ? undefined : allowed.find((one) => Object.hasOwn(data, one));
  let hint = `expected ${showNames(allowed, "or")}`;
  if (neighbour !== undefined) hint = `what belongs to \`${neighbour}\` stands inside it: {${neighbour}: {…}}`;
  else if (nearest !== undefined) hint = `did you mean \`${nearest}\`?`;
  else if (signalNames.has(key) && allowed.includes("value"))
    hint = `a signal stands below \`value\` or \`rate\`: value: {${key}: …}`;
  report(
    [...path, key],
    `unknown key \`${shorten(key)}\`${path.length > 0 ? ` in ${nameOf(path)}` : ""}; ${hint}`,
    "key",
  );
  return neighbour === undefined ? nearest : `${neighbour}/${key}`;
}

const signalNames = new Set(
  (
    "line values random level gap loop limit wave square noise walk spike now clock " +
    "add sub mul div clamp round replay signal"
  ).split(" "),
);

function explain(error: ErrorObject, report: Report): void {
  const path = pathOf(error);
  const name = nameOf(path);
  const schema = (error.parentSchema ?? {}) as Schema;
  const expected = typeof schema["$comment"] === "string" ? schema["$comment"] : undefined;
  switch (error.keyword) {
    case "required":
      report(path, `${name} needs \`${error.params["missingProperty"]}\``, "key");
      return;
    case "oneOf":
      explainChoice(error, report);
      return;
    case "false schema":
      report(path, `a series has \`rate\` or \`${path.at(-1)}\`, not both; give one of them`, "key");
      return;
    case "const":
      report(path, `${name}: expected ${showValue(error.params["allowedValue"])}, got ${showValue(error.data)}`);
      return;
    case "enum":
      explainEnum(error, expected, report);
      return;
    case "maxProperties":
      if (oneKeyNoun(schema) !== undefined) {
        explainOneKey(error, report);
        return;
      }
      report(path, `${name}: expected at most ${error.params["limit"]} keys`);
      return;
    case "maxItems":
      report(
        path,
        `${name}: expected at most ${error.params["limit"]} entries, got ${(error.data as unknown[]).length}`,
      );
      return;
    case "maxLength":
      report(path, `${name}: expected at most ${error.params["limit"]} characters`);
      return;
    default:
      report(path, `${name}: ${wrongValue(error.data, expected, error.message, path)}`);
      return;
  }
}

function wrongValue(data: unknown, expected: string | undefined, fallback: string | undefined, path: SpecPath): string {
  const words =
    expected === undefined ? (fallback ?? "not as expected") : `expected ${expected}, got ${showValue(data)}`;
  if ((typeof data === "number" || typeof data === "boolean") && expected !== undefined) {
    if (isText(expected)) return `expected ${expected}, got the ${typeof data} ${data}; quote it: "${data}"`;
    if (expected.startsWith("a duration") && typeof data === "number" && data >= 0)
      return `${words}; add a unit: ${data}s`;
  }
  if (typeof data === "number" && !Number.isFinite(data)) {
    const advice =
      path.at(-2) === "buckets"
        ? "leave +Inf out, it is always there"
        : 'write it in promtool\'s notation: "NaN" or "Inf"';
    return `${words}; ${advice}`;
  }
  if (typeof data === "string" && data !== "" && expected === "a number" && Number.isFinite(Number(data)))
    return `${words}; leave the quotes out`;
  return words;
}

/** True if only text is allowed here: a number or a boolean then lacks its quotes. */
function isText(expected: string): boolean {
  return expected === "text" || expected === "text or a list of texts" || expected === "a label name";
}

function explainEnum(error: ErrorObject, expected: string | undefined, report: Report): void {
  const path = pathOf(error);
  const allowed = (error.params["allowedValues"] as unknown[]).map(String);
  const nearest = typeof error.data === "string" ? nearestKey(error.data, allowed) : undefined;
  const words = expected ?? `one of ${allowed.join(", ")}`;
  const hint = nearest === undefined ? "" : `; did you mean \`${nearest}\`?`;
  report(path, `${nameOf(path)}: expected ${words}, got ${showValue(error.data)}${hint}`);
}

function explainChoice(error: ErrorObject, report: Report): void {
  const path = pathOf(error);
  const keys = choices(error);
  const there = keys.filter((key) => Object.hasOwn(error.data as object, key));
  if (there.length === 0) {
    report(path, `${nameOf(path)} needs ${showNames(keys, "or")}`, "key");
    return;
  }
  report([...path, there.at(-1)!], `${nameOf(path)} has ${showNames(there, "and")}; give one of them`, "key");
}

function explainOneKey(error: ErrorObject, report: Report): void {
  const path = pathOf(error);
  const keys = Object.keys(error.data as object);
  const noun = oneKeyNoun(error.parentSchema);
  const one = noun === "event" ? "an event" : `a ${noun}`;
  const hint = noun === "signal" ? "; `add` sums signals up, a list runs them one after the other" : "";
  report(
    [...path, keys[1]!],
    `${nameOf(path)}: ${one} has one key, this has ${showNames(keys.slice(0, 5), "and")}${hint}`,
    "key",
  );
}

/** A map of exactly one key says what it is by that key: a signal, a distribution, an event. */
function oneKeyNoun(schema: unknown): string | undefined {
  const { title, minProperties, maxProperties } = (schema ?? {}) as Schema;
  return minProperties === 1 && maxProperties === 1 ? String(title).replace("Spec", "").toLowerCase() : undefined;
}

function choices(error: ErrorObject): string[] {
  const branches = (error.parentSchema as Schema | undefined)?.["oneOf"] as { required: string[] }[] | undefined;
  return (branches ?? []).map(({ required }) => required[0]!);
}

function propertiesOf(schema: unknown): Record<string, unknown> {
  return ((schema as Schema | undefined)?.["properties"] ?? {}) as Record<string, unknown>;
}

function shorten(key: string): string {
  return key.length > 60 ? `${key.slice(0, 57)}...` : key;
}

/** ajv's JSON pointer as a path. Numbers stay text where a map has them as keys: both find the same node. */
function pathOf({ instancePath }: ErrorObject): SpecPath {
  return instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
