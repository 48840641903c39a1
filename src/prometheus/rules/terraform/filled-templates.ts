import { LeftOpen } from "../left-open.ts";

/**
 * A value of Terraform's JSON syntax, in which every text is a template: a text with something for Terraform to fill in
 * is left open, and the others are what they say (`$${` is `${`).
 */
export function filledTemplates(value: unknown): unknown {
  if (typeof value === "string") return filledTemplate(value);
  if (Array.isArray(value)) return value.map(filledTemplates);
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([key, one]) => [key, filledTemplates(one)]));
}

function filledTemplate(text: string): string | LeftOpen {
  const open = /(?:^|[^$])(?:\$\$)*\$\{([^}]*)|(?:^|[^%])(?:%%)*%\{([^}]*)/.exec(text);
  if (open !== null) return new LeftOpen(open[1] ?? open[2] ?? text);
  return text.replaceAll(/([$%])\1\{/g, "$1{");
}
