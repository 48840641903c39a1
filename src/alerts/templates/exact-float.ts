import { formatFloat } from "../../generator/format-float.ts";

/** Go's `FormatFloat(value, 'f', -1, 64)`: the shortest text that is the number, without an exponent. */
export function exactFloat(value: number): string {
  if (!Number.isFinite(value)) return formatFloat(value);
  if (Object.is(value, -0)) return "-0";
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
  const point = whole.length + Number(power);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  const padded = digits.padEnd(point, "0");
  return padded.length === point ? sign + padded : `${sign}${padded.slice(0, point)}.${padded.slice(point)}`;
}
