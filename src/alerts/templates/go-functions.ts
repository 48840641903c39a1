import type { TemplateFunction } from "./execute-template.ts";
import { requireCount, requireText } from "./function-arguments.ts";
import { sprintf } from "./go-format.ts";
import { type GoValue, isTrue, printValue, typeName, zeroOf } from "./go-value.ts";
import { TemplateError } from "./template-node.ts";

/**
 * The functions that every Go template has.
 *
 * @see https://pkg.go.dev/text/template#hdr-Functions
 */
export const goFunctions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ["and", (args) => args.find((one) => !isTrue(one)) ?? args.at(-1)],
  ["or", (args) => args.find(isTrue) ?? args.at(-1)],
  ["not", (args) => !isTrue(one("not", args))],
  ["len", (args) => lengthOf(one("len", args))],
  ["index", ([value, ...keys]) => keys.reduce(elementOf, value)],
  ["slice", ([value, ...bounds]) => slice(value, bounds)],
  ["print", (args) => sprint(args)],
  ["printf", ([format, ...args]) => sprintf(requireText(format), args)],
  ["println", (args) => `${args.map(printValue).join(" ")}\n`],
  ["html", (args) => escapeHtml(sprint(args))],
  ["js", (args) => JSON.stringify(sprint(args)).slice(1, -1).replaceAll("<", "\\u003C").replaceAll(">", "\\u003E")],
  ["urlquery", (args) => encodeURIComponent(sprint(args)).replaceAll("%20", "+")],
  ["eq", ([first, ...rest]) => rest.some((other) => compare("eq", first, other) === 0)],
  ["ne", ([a, b]) => compare("ne", a, b) !== 0],
  ["lt", ([a, b]) => compare("lt", a, b) === -1],
  ["le", ([a, b]) => [-1, 0].includes(compare("le", a, b))],
  ["gt", ([a, b]) => compare("gt", a, b) === 1],
  ["ge", ([a, b]) => [1, 0].includes(compare("ge", a, b))],
]);

function one(name: string, args: readonly GoValue[]): GoValue {
  requireCount(name, args, 1);
  return args[0];
}

/** -1, 0, 1, or 2 where one is NaN. An int and a float cannot be compared. */
function compare(name: string, a: GoValue, b: GoValue): -1 | 0 | 1 | 2 {
  const equality = name === "eq" || name === "ne";
  if (equality && (a === undefined || b === undefined)) return a === b ? 0 : 1;
  if (typeof a !== typeof b) throw new TemplateError("incompatible types for comparison");
  if (typeof a === "boolean" && equality) return a === b ? 0 : 1;
  if (typeof a !== "string" && typeof a !== "number" && typeof a !== "bigint")
    throw new TemplateError("invalid type for comparison");
  if (typeof b === "object" || typeof b === "boolean" || b === undefined)
    throw new TemplateError("invalid type for comparison");
  return a === b ? 0 : a < b ? -1 : a > b ? 1 : 2;
}

function lengthOf(value: GoValue): bigint {
  if (typeof value === "string") return BigInt(Buffer.byteLength(value));
  if (Array.isArray(value)) return BigInt(value.length);
  if (value instanceof Map) return BigInt(value.size);
  throw new TemplateError(`len of type ${typeName(value)}`);
}

function elementOf(value: GoValue, key: GoValue): GoValue {
  if (value instanceof Map) return (value.get(requireText(key)) as GoValue) ?? zeroOf(value);
  if (Array.isArray(value) && typeof key === "bigint") {
    if (key < 0n || key >= BigInt(value.length)) throw new TemplateError(`index out of range: ${key}`);
    return value[Number(key)] as GoValue;
  }
  if (value === undefined) throw new TemplateError("index of untyped nil");
  throw new TemplateError(`can't index item of type ${typeName(value)}`);
}

function slice(value: GoValue, bounds: readonly GoValue[]): GoValue {
  const [from = 0, to] = bounds.map(Number);
  if (typeof value === "string") return value.slice(from, to);
  if (Array.isArray(value)) return value.slice(from, to);
  throw new TemplateError(`can't slice item of type ${typeName(value)}`);
}

/** Spaces stand between values of which neither is a text. */
function sprint(args: readonly GoValue[]): string {
  return args
    .map((value, index) => {
      const spaced = index > 0 && typeof value !== "string" && typeof args[index - 1] !== "string";
      return `${spaced ? " " : ""}${value === undefined ? "<nil>" : printValue(value)}`;
    })
    .join("");
}

function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&#34;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign]!);
}
