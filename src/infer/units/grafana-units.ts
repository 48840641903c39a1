import { type Dimension, type Quantity, quantity } from "./quantity.ts";

/**
 * The quantity that a unit of Grafana's shows; undefined for units that say nothing: none, `short`, texts.
 *
 * @param unit - Grafana's id, or a text of one's own such as `req/s`.
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
export function quantityOfUnit(unit: string | undefined): Quantity | undefined {
  if (unit === undefined) return undefined;
  const known = units.get(unit);
  if (known !== undefined) return known;
  if (/^dateTime|^time:/.test(unit)) return quantity("date", 1e-3);
  if (/^bool/.test(unit)) return quantity("state");
  if (/^currency/.test(unit)) return quantity("currency");
  const custom = /^(?:suffix|prefix|si|count):(.*)$/s.exec(unit)?.[1] ?? unit;
  return byText(custom.slice(0, 40).trim().toLowerCase());
}

/** Units that people write themselves behind a number. */
function byText(text: string): Quantity | undefined {
  if (text === "%") return quantity("share", 0.01);
  if (/^v?c(ores?|pus?)$/.test(text)) return quantity("cores");
  if (/^(mcores?|millicores?|mcpu)$/.test(text)) return quantity("cores", 1e-3);
  if (/^°?\s?c$/.test(text)) return quantity("celsius");
  const size = /^([kmgt]?)(i?)b(ytes)?(\s*\/\s*s(ec)?)?$/.exec(text);
  if (size !== null) {
    const power = " kmgt".indexOf(size[1] || " ");
    return quantity("bytes", (size[2] === "i" ? 1024 : 1000) ** power, { perSecond: size[4] !== undefined });
  }
  if (/(\/\s*s(ec(ond)?)?|\bper second)$/.test(text)) return quantity("count", 1, { perSecond: true });
  return /(\/\s*m(in(ute)?)?|\bper minute)$/.test(text) ? quantity("count", 1 / 60, { perSecond: true }) : undefined;
}

type Group = readonly [dimension: Dimension, scales: Readonly<Record<string, number>>, perSecond?: true];

const thousand = (letters: string, base: number, end: string, unit: number) =>
  Object.fromEntries(letters.split(" ").map((letter, index) => [letter + end, base ** (index + 1) * unit]));

const bit = 1 / 8;
const day = 86_400;

const groups: readonly Group[] = [
  ["share", { percent: 0.01, percentunit: 1, humidity: 0.01, ppm: 1e-6 }],
  ["bytes", { bytes: 1, decbytes: 1, bits: bit, decbits: bit }],
  ["bytes", thousand("k m g t p", 1024, "bytes", 1)],
  ["bytes", thousand("deck decm decg dect decp", 1000, "bytes", 1)],
  ["bytes", { Bps: 1, binBps: 1, bps: bit, binbps: bit }, true],
  ["bytes", thousand("Ki Mi Gi Ti Pi", 1024, "Bs", 1), true],
  ["bytes", thousand("Ki Mi Gi Ti Pi", 1024, "bits", bit), true],
  ["bytes", thousand("K M G T P", 1000, "Bs", 1), true],
  ["bytes", thousand("K M G T P", 1000, "bits", bit), true],
  ["seconds", { ns: 1e-9, µs: 1e-6, μs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: day }],
  ["seconds", { dtdurationms: 1e-3, dtdurations: 1, dthms: 1, dtdhms: 1, timeticks: 0.01, clockms: 1e-3, clocks: 1 }],
  ["hertz", { hertz: 1, rothz: 1 }],
  ["count", { pps: 1, cps: 1, ops: 1, reqps: 1, rps: 1, wps: 1, iops: 1, eps: 1, mps: 1, recps: 1, rowsps: 1 }, true],
  ["count", { cpm: 1 / 60, opm: 1 / 60, rpm: 1 / 60, wpm: 1 / 60, epm: 1 / 60, mpm: 1 / 60, reqpm: 1 / 60 }, true],
  ["celsius", { celsius: 1 }],
  ["fahrenheit", { farenheit: 1, fahrenheit: 1 }],
  ["kelvin", { kelvin: 1 }],
  ["volts", { volt: 1, kvolt: 1e3, mvolt: 1e-3 }],
  ["amperes", { amp: 1, kamp: 1e3, mamp: 1e-3 }],
  ["watts", { watt: 1, kwatt: 1e3, megwatt: 1e6, gwatt: 1e9, mwatt: 1e-3, voltamp: 1, kvoltamp: 1e3 }],
  ["watts", { voltampreact: 1, kvoltampreact: 1e3 }],
  ["joules", { joule: 1, watth: 3600, kwatth: 3.6e6, kwattm: 6e4, ev: 1.602e-19 }],
  ["rpm", { rotrpm: 1, rotrads: 9.5493, rotdegs: 1 / 6 }],
  ["metres", { lengthmm: 1e-3, lengthin: 0.0254, lengthft: 0.3048, lengthm: 1, lengthkm: 1e3, lengthmi: 1609.344 }],
  ["pascals", { pressurembar: 100, pressurebar: 1e5, pressurekbar: 1e8, pressurepa: 1, pressurehpa: 100 }],
  ["pascals", { pressurekpa: 1e3, pressurehg: 3386.39, pressurepsi: 6894.76 }],
  ["decibels", { dB: 1, dBm: 1 }],
  ["grams", { massmg: 1e-3, massg: 1, masslb: 453.592, masskg: 1e3, masst: 1e6 }],
  ["litres", { mlitre: 1e-3, litre: 1, m3: 1e3, Nm3: 1e3, dm3: 1, gallons: 3.78541 }],
  ["litres", { flowlpm: 1 / 60, flowmlpm: 1 / 60_000, litreh: 1 / 3600, flowcms: 1e3, flowgpm: 0.0630902 }, true],
  ["speed", { velocityms: 1, velocitykmh: 1 / 3.6, velocitymph: 0.44704, velocityknot: 0.514444 }],
  ["degrees", { degree: 1, radian: 57.2958, grad: 0.9, arcmin: 1 / 60, arcsec: 1 / 3600 }],
];

const units: ReadonlyMap<string, Quantity> = new Map(
  groups.flatMap(([dimension, scales, perSecond = false]) =>
    Object.entries(scales).map(([unit, scale]) => [unit, quantity(dimension, scale, { perSecond })] as const),
  ),
);
