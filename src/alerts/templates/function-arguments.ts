import { type GoValue, typeName } from "./go-value.ts";
import { TemplateError } from "./template-node.ts";

/** Checks how many arguments a function gets. @throws {TemplateError} */
export function requireCount(name: string, args: readonly GoValue[], least: number, most = least): void {
  if (args.length >= least && args.length <= most) return;
  const want = args.length < least && most > least ? `at least ${least}` : String(args.length < least ? least : most);
  throw new TemplateError(`wrong number of args for ${name}: want ${want} got ${args.length}`);
}

/** An argument that must be a text. @throws {TemplateError} */
export function requireText(value: GoValue): string {
  if (typeof value === "string") return value;
  if (value === undefined) throw new TemplateError("invalid value; expected string");
  throw new TemplateError(`wrong type for value; expected string; got ${typeName(value)}`);
}
