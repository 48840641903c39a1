/** What a unit of a panel measures, and how much of it its number 1 is. */
interface Quantity {
  readonly kind: "bytes" | "seconds" | "date" | "cores" | "hertz" | "celsius" | "rate" | "count" | "share";
  /** Bytes, seconds, Hz or events a second that the number 1 stands for. */
  readonly factor: number;
}

const bytes = (factor: number): Quantity => ({ kind: "bytes", factor });
const seconds = (factor: number): Quantity => ({ kind: "seconds", factor });
const rate = (factor: number): Quantity => ({ kind: "rate", factor });
const kibi = 1024;
const kilo = 1000;

/** Units by Grafana's ids. Those that are not here say nothing about the size of a number. */
const quantities: Readonly<Record<string, Quantity>> = {
  bytes: bytes(1),
  decbytes: bytes(1),
  kbytes: bytes(kibi),
  deckbytes: bytes(kilo),
  mbytes: bytes(kibi ** 2),
  decmbytes: bytes(kilo ** 2),
  gbytes: bytes(kibi ** 3),
  decgbytes: bytes(kilo ** 3),
  tbytes: bytes(kibi ** 4),
  dectbytes: bytes(kilo ** 4),
  s: seconds(1),
  ms: seconds(1e-3),
  µs: seconds(1e-6),
  us: seconds(1e-6),
  ns: seconds(1e-9),
  m: seconds(60),
  h: seconds(3600),
  d: seconds(86_400),
  dtdurations: seconds(1),
  dtdurationms: seconds(1e-3),
  clocks: seconds(1),
  clockms: seconds(1e-3),
  dateTimeAsIso: { kind: "date", factor: 1e-3 },
  dateTimeAsUS: { kind: "date", factor: 1e-3 },
  dateTimeAsIsoNoDateIfToday: { kind: "date", factor: 1e-3 },
  dateTimeAsUSNoDateIfToday: { kind: "date", factor: 1e-3 },
  dateTimeAsLocal: { kind: "date", factor: 1e-3 },
  dateTimeFromNow: { kind: "date", factor: 1e-3 },
  hertz: { kind: "hertz", factor: 1 },
  rothz: { kind: "hertz", factor: 1 },
  celsius: { kind: "celsius", factor: 1 },
  ops: rate(1),
  reqps: rate(1),
  rps: rate(1),
  wps: rate(1),
  iops: rate(1),
  eps: rate(1),
  cps: rate(1),
  pps: rate(1),
  mps: rate(1),
  short: { kind: "count", factor: 1 },
  none: { kind: "count", factor: 1 },
  sishort: { kind: "count", factor: 1 },
  locale: { kind: "count", factor: 1 },
  percent: { kind: "share", factor: 0.01 },
  percentunit: { kind: "share", factor: 1 },
};

/** Of a share: the numbers 0 and 1, or 0 and 100; undefined for other units. */
export function shareBounds(unit: string | undefined): { readonly high: number } | undefined {
  const quantity = quantityOf(unit);
  return quantity?.kind === "share" ? { high: 1 / quantity.factor } : undefined;
}

/** Whether a unit can have values below 0 at all, as temperatures, dates and numbers without a unit can. */
export function neverNegative(unit: string | undefined): boolean {
  const kind = quantityOf(unit)?.kind;
  return kind !== undefined && kind !== "celsius" && kind !== "count" && kind !== "date";
}

/** Whether a unit is one of numbers that are counted: none, `short`. */
export function isCountUnit(unit: string | undefined): boolean {
  return quantityOf(unit)?.kind === "count";
}

/**
 * Whether a displayed number is one that its unit allows; undefined where the unit says nothing.
 *
 * @param nowMs - Unix milliseconds, for dates.
 * @param isCores - the query shows processors.
 * @param isBytes - its metrics are bytes by their names, whatever a panel without a unit says.
 * @param mayBeBytes - they are sizes by their names: of so many things or bytes.
 */
export function allows(
  unit: string | undefined,
  value: number,
  {
    nowMs,
    isCores,
    isBytes = false,
    mayBeBytes = false,
  }: {
    readonly nowMs: number;
    readonly isCores: boolean;
    readonly isBytes?: boolean;
    readonly mayBeBytes?: boolean;
  },
): boolean | undefined {
  const shown = quantityOf(unit);
  const quantity = isBytes && shown?.kind === "count" ? bytes(1) : shown;
  if (quantity === undefined || quantity.kind === "share" || !Number.isFinite(value)) return undefined;
  const size = Math.abs(value) * quantity.factor;
  switch (quantity.kind) {
    case "bytes":
      return value === 0 || (size >= kibi && size <= kibi ** 5);
    case "seconds":
      return value === 0 || (size >= 1e-6 && size <= 10 * 365 * 86_400);
    case "date":
      return Math.abs(size - nowMs / 1000) <= 10 * 366 * 86_400;
    case "hertz":
      return size <= 1e10;
    case "celsius":
      return value >= -50 && value <= 150;
    case "rate":
      return size <= 1e7;
    default:
      return isCores ? size <= 1024 : size <= (mayBeBytes ? kibi ** 5 : 1e9);
  }
}

/** Grafana's ids with prefixes of its own: `suffix:req/s`, `si:`. */
function quantityOf(unit: string | undefined): Quantity | undefined {
  if (unit === undefined || unit === "") return quantities["none"];
  return Object.hasOwn(quantities, unit) ? quantities[unit] : undefined;
}
