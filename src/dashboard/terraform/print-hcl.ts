import { escapeTemplate } from "./hcl-template.ts";

/** JSON in Terraform's native syntax, on lines of its own where it is not empty. */
export function printHcl(value: unknown, indent: string): string {
  if (typeof value === "string") return quoted(escapeTemplate(value));
  if (typeof value === "number") return plainNumber(value);
  if (typeof value !== "object" || value === null) return String(JSON.stringify(value));
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${inner}${printHcl(item, inner)},\n`);
    return items.length === 0 ? "[]" : `[\n${items.join("")}${indent}]`;
  }
  const entries = Object.entries(value).map(([name, item]) => `${inner}${printEntry(name, item, inner)}\n`);
  return entries.length === 0 ? "{}" : `{\n${entries.join("")}${indent}}`;
}

/** A number as JSON has it, without an exponent: not every reader of HCL takes `1e-7`. */
function plainNumber(value: number): string {
  const [, sign, whole, fraction = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value)) ?? [];
  if (whole === undefined) return JSON.stringify(value);
  const shift = Number(exponent);
  const digits = whole + fraction;
  return shift > 0
    ? `${sign}${digits}${"0".repeat(shift - fraction.length)}`
    : `${sign}0.${"0".repeat(-shift - 1)}${digits}`;
}

/** `name = value`. */
export function printEntry(name: string, value: unknown, indent: string): string {
  const bare = /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:true|false|null|for)$/.test(name);
  return `${bare ? name : quoted(escapeTemplate(name))} = ${printHcl(value, indent)}`;
}

/** A template as a string in quotes. */
export function quoted(template: string): string {
  // JSON knows two escapes that HCL does not.
  const text = JSON.stringify(template).replaceAll(/\\(.)/g, (whole, letter: string) =>
    letter === "b" ? "\\u0008" : letter === "f" ? "\\u000c" : whole,
  );
  // HCL reads `%%` of `%%%{` as one piece, and a directive after it: what stands before `%%{` must be no `%` or `$`.
  return text.replaceAll(/([$%]+)(([$%])\3\{)/g, (_, before: string, escaped: string) => {
    const codes = [...before].map((one) => (one === "$" ? "\\u0024" : "\\u0025"));
    return codes.join("") + escaped;
  });
}

/** The blanks at the beginning of the line of an offset. */
export function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))![0];
}
