import { TemplateError } from "./template-node.ts";

/**
 * The value of a number as a template writes it. A whole number without a point or an exponent is an int, which Go does
 * not compare with a float.
 *
 * @throws {TemplateError}
 */
export function numberOf(text: string): number | bigint {
  const plain = text.replaceAll("_", "");
  if (/^[+-]?\d+$/.test(plain)) return BigInt(plain.replace(/^\+/, ""));
  if (/^[+-]?0[xX]/.test(plain))
    return plain.startsWith("-") ? -BigInt(plain.slice(1)) : BigInt(plain.replace(/^\+/, ""));
  const value = Number(plain);
  if (Number.isNaN(value)) throw new TemplateError(`bad number syntax: ${JSON.stringify(text)}`);
  return value;
}
