import { formatFloat } from "../../generator/format-float.ts";
import { TemplateError } from "./template-node.ts";

/**
 * A value of a template: a number is a float64, a bigint an int, a map a map or a struct. undefined is `nil`.
 */
export type GoValue =
  | string
  | number
  | bigint
  | boolean
  | undefined
  | Date
  | readonly GoValue[]
  | ReadonlyMap<string, GoValue>;

/** Whether `if` takes it for true: anything but zero, an empty text, list or map, and nil. */
export function isTrue(value: GoValue): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof Map) return value.size > 0;
  if (typeof value === "number") return value !== 0;
  return Boolean(value);
}

/** Go's name of its type, for messages. */
export function typeName(value: GoValue): string {
  switch (typeof value) {
    case "string":
      return "string";
    case "number":
      return "float64";
    case "bigint":
      return "int";
    case "boolean":
      return "bool";
    case "undefined":
      return "<nil>";
    default:
      if (value instanceof Date) return "time.Time";
      if (Array.isArray(value)) return "template.queryResult";
      return types.get(value as object)?.name ?? "map[string]string";
  }
}

/** As `{{ x }}` and `%v` print it. */
export function printValue(value: GoValue): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return Number.isFinite(value) ? printFloat(value) : formatFloat(value);
    case "bigint":
    case "boolean":
      return String(value);
    case "undefined":
      return "<no value>";
    default:
      if (value instanceof Date) return printTime(value);
      if (Array.isArray(value)) return `[${value.map(printValue).join(" ")}]`;
      if (types.get(value as object)?.print !== undefined) return types.get(value as object)!.print!(value as GoMap);
      return `map[${[...(value as ReadonlyMap<string, GoValue>)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => `${key}:${printValue(one)}`)
        .join(" ")}]`;
  }
}

/** Go's shortest `%v` of a finite float: an exponent below 1e-4 and from 1e21 on. */
function printFloat(value: number): string {
  const size = Math.abs(value);
  if (Object.is(value, -0)) return "-0";
  if (size !== 0 && (size < 1e-4 || size >= 1e21)) return formatFloat(value);
  return size >= 1e6 ? formatFloat(value) : `${value}`;
}

function printTime(time: Date): string {
  const text = time.toISOString();
  const fraction = text.slice(19, -1).replace(/\.?0+$/, "");
  return `${text.slice(0, 10)} ${text.slice(11, 19)}${fraction} +0000 UTC`;
}

/** A number as Prometheus' functions take it: floats, ints and texts of numbers. */
export function toFloat(value: GoValue): number {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "string") {
    const parsed = parseFloatText(value);
    if (parsed !== undefined) return parsed;
    throw new TemplateError(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`);
  }
  throw new TemplateError(`can't convert ${typeName(value)} to float`);
}

/** Go's ParseFloat. */
function parseFloatText(text: string): number | undefined {
  const infinite = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinite !== null) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(text)) return Number.NaN;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** A template's option for a key that a map lacks: it is an empty text, or nothing. */
export type MissingKey = "zero" | "invalid";

/** The value of a key or a field. */
export function fieldOfValue(value: GoValue, name: string, missing: MissingKey): GoValue {
  if (value instanceof Map) {
    const { name: type, print, isStruct } = types.get(value) ?? {};
    if (print !== undefined && name === "String") return print(value);
    if (value.has(name)) return value.get(name) as GoValue;
    if (isStruct) throw new TemplateError(`can't evaluate field ${name} in type ${type}`);
    return missing === "zero" ? "" : undefined;
  }
  if (value === undefined && missing === "invalid") return undefined;
  if (value === undefined) throw new TemplateError(`nil data; no entry for key "${name}"`);
  throw new TemplateError(`can't evaluate field ${name} in type ${typeName(value)}`);
}

type GoMap = ReadonlyMap<string, GoValue>;

/** Go's type of a map or a struct. */
interface GoType {
  readonly name: string;
  readonly isStruct?: true;
  /** Its method `String`. */
  readonly print?: (value: GoMap) => string;
  /** Of a map: the result of `index` for a key that it lacks. */
  readonly zero?: GoValue;
}

/** Of maps that are no `map[string]string`. */
const types = new WeakMap<object, GoType>();

/** A map with a type of its own. */
export function typedMap(type: Omit<GoType, "isStruct">, entries: Iterable<readonly [string, GoValue]>): GoMap {
  const made = new Map(entries);
  types.set(made, type);
  return made;
}

/** A struct: a field that it lacks is an error. */
export function struct(
  name: string,
  fields: Readonly<Record<string, GoValue>>,
  more: Pick<GoType, "print"> = {},
): ReadonlyMap<string, GoValue> {
  const made = new Map(Object.entries(fields));
  types.set(made, { name, isStruct: true, ...more });
  return made;
}

/** The result of `index` for a key that a map lacks. */
export function zeroOf(value: GoMap): GoValue {
  return types.get(value)?.zero ?? "";
}
