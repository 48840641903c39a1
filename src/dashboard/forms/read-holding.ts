import { defined } from "../../json/defined.ts";
import { asArray, asObject, field, textField } from "../../json/read.ts";
import type { Carried, Holding } from "./form.ts";

const ways: readonly Carried[] = ["value", "text", "template", "base64", "gzip"];
const maxSteps = 12;
const maxNameChars = 500;

/** Reads a holding back from a record or a bundle, either of which may be forged. Undefined if anything is wrong. */
export function readHolding(value: unknown): Holding | undefined {
  const syntax = textField(value, "syntax");
  const carried = ways.find((one) => one === field(value, "carried"));
  const path = asArray(field(value, "path"));
  const place = field(value, "place");
  if (syntax === undefined || !isName(syntax) || carried === undefined) return undefined;
  if (place !== undefined && !isName(place)) return undefined;
  if (path.length > maxSteps || !path.every((step) => isName(step) || isIndex(step))) return undefined;
  return {
    syntax,
    place,
    path: path as (string | number)[],
    carried,
    ...defined({ shell: asObject(field(value, "shell")) }),
  };
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length <= maxNameChars && !/[\u0000-\u001f]/.test(value);
}

function isIndex(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 100_000;
}
