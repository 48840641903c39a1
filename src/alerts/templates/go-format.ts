import { type GoValue, printValue, typeName } from "./go-value.ts";

/**
 * Go's `%.Ng`: `digits` significant digits without zeros at the end, with an exponent below 1e-4 and from 1e`digits`
 * on.
 */
export function formatGeneral(value: number, digits: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const precision = Math.max(1, Math.min(100, digits));
  const rounded = toExponential(value, precision - 1);
  const [mantissa = "", power = "0"] = rounded.split("e");
  const exponent = Number(power);
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  const count = short.replace(/[-.]/g, "").length;
  const threshold = precision > count && count >= exponent + 1 ? count : precision;
  if (exponent < -4 || exponent >= threshold) return `${short}${goExponent(exponent)}`;
  const fixed = precision > 15 ? value.toPrecision(precision) : String(Number(rounded));
  const plain = fixed.includes("e") ? Number(fixed).toFixed(Math.max(0, precision - 1 - exponent)) : fixed;
  return plain.includes(".") ? plain.replace(/\.?0+$/, "") : plain;
}

/** As JavaScript's, but of two numbers that are equally near the even one, as Go takes it. */
function toExponential(value: number, digits: number): string {
  const [mantissa = "", power = "0"] = value.toExponential(100).split("e");
  const [sign, plain] = [value < 0 ? "-" : "", mantissa.replace(/[-.]/g, "")];
  if (!isEvenTie(plain, digits + 1)) return value.toExponential(digits);
  return `${sign}${plain[0]}${digits === 0 ? "" : `.${plain.slice(1, digits + 1)}`}e${power}`;
}

/** See {@link toExponential}. */
function toFixed(value: number, digits: number): string {
  const plain = value.toFixed(100);
  const point = plain.indexOf(".");
  const isTie = isEvenTie(plain.replace(".", ""), point + digits);
  return isTie ? plain.slice(0, digits === 0 ? point : point + 1 + digits) : value.toFixed(digits);
}

/** Whether all that follows the first `kept` digits is exactly a half, and the last of them is even. */
function isEvenTie(digits: string, kept: number): boolean {
  return /^50*$/.test(digits.slice(kept)) && Number(digits[kept - 1]) % 2 === 0;
}

function goExponent(exponent: number): string {
  return `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** Characters of a result at most. */
const maxLength = 65_536;

/**
 * Go's `Sprintf` for texts, numbers and booleans.
 *
 * @see https://pkg.go.dev/fmt
 */
export function sprintf(format: string, values: readonly GoValue[]): string {
  let next = 0;
  let reordered = false;
  const text = format.replaceAll(
    /%([-+# 0]*)(\*|\d{1,4})?(?:\.(\*|\d{0,3}))?(?:\[(\d+)\])?([a-zA-Z%]|$|[^a-zA-Z%])/g,
    (
      _all,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      index: string | undefined,
      verb: string,
    ) => {
      if (verb === "%") return "%";
      if (verb === "") return "%!(NOVERB)";
      const take = () => values[next++];
      const wide = width === "*" ? Number(take() ?? 0) : Number(width ?? 0);
      const exact = precision === undefined ? undefined : precision === "*" ? Number(take() ?? 0) : Number(precision);
      if (index !== undefined) {
        next = Number(index) - 1;
        reordered = true;
      }
      if (next >= values.length) return `%!${verb}(${index === undefined ? "MISSING" : "BADINDEX"})`;
      const value = take();
      return pad(formatOne(value, verb, { flags, precision: exact }), Math.min(wide, 1000), flags, value);
    },
  );
  const extra = reordered ? [] : values.slice(next);
  const rest = extra.map((value) => `${typeName(value)}=${printValue(value)}`).join(", ");
  return (rest === "" ? text : `${text}%!(EXTRA ${rest})`).slice(0, maxLength);
}

function pad(text: string, width: number, flags: string, value: GoValue): string {
  if (text.length >= width) return text;
  if (flags.includes("-")) return text.padEnd(width);
  const isNumber = typeof value === "number" || typeof value === "bigint";
  if (!flags.includes("0") || !isNumber) return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

function formatOne(
  value: GoValue,
  verb: string,
  { flags, precision }: { readonly flags: string; readonly precision: number | undefined },
): string {
  if (verb === "T") return typeName(value);
  if (value === undefined && verb !== "v") return `%!${verb}(<nil>)`;
  const text = verbText(value, verb, precision);
  if (text === undefined) return `%!${verb}(${typeName(value)}=${printValue(value)})`;
  const plus = flags.includes("+") && typeof value !== "string" && !/^[-+N]/.test(text);
  return plus ? `+${text}` : text;
}

/** undefined for a verb that does not go with the value. */
function verbText(value: GoValue, verb: string, precision: number | undefined): string | undefined {
  if (verb === "v") return printForFormat(value);
  if (typeof value === "string") {
    if (verb === "s") return precision === undefined ? value : [...value].slice(0, precision).join("");
    if (verb === "q") return JSON.stringify(value);
    return verb === "x" || verb === "X" ? cased(Buffer.from(value).toString("hex"), verb) : undefined;
  }
  if (typeof value === "number") return floatText(value, verb, precision);
  if (typeof value === "bigint") return intText(value, verb);
  if (typeof value === "boolean") return verb === "t" ? String(value) : undefined;
  return verb === "s" ? printForFormat(value) : undefined;
}

function printForFormat(value: GoValue): string {
  return value === undefined ? "<nil>" : printValue(value);
}

function floatText(value: number, verb: string, precision: number | undefined): string | undefined {
  if (!/[eEfFgG]/.test(verb)) return undefined;
  if (!Number.isFinite(value)) return formatGeneral(value, 6);
  const digits = Math.min(100, precision ?? 6);
  if (verb === "f" || verb === "F") return exactFixed(value, digits);
  if (verb === "e" || verb === "E") {
    const [mantissa = "", power = "0"] = toExponential(value, digits).split("e");
    return cased(`${mantissa}${goExponent(Number(power))}`, verb);
  }
  return cased(precision === undefined ? printValue(value) : formatGeneral(value, precision), verb);
}

/** `toFixed` gives up at 1e21. */
function exactFixed(value: number, digits: number): string {
  if (Math.abs(value) < 1e21) return Object.is(value, -0) ? `-${(0).toFixed(digits)}` : toFixed(value, digits);
  return `${BigInt(value)}${digits === 0 ? "" : `.${"0".repeat(digits)}`}`;
}

function intText(value: bigint, verb: string): string | undefined {
  const bases: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16, X: 16 };
  if (verb === "c") return String.fromCodePoint(Number(value < 0n || value > 0x10_ffffn ? 0xfffdn : value));
  const base = Object.hasOwn(bases, verb) ? bases[verb] : undefined;
  return base === undefined ? undefined : cased(value.toString(base), verb);
}

function cased(text: string, verb: string): string {
  return /[A-Z]/.test(verb) ? text.toUpperCase() : text;
}
