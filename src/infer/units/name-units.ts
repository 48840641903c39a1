import { splitPart } from "../../generator/wire-names.ts";
import { type Dimension, type Quantity, quantity } from "./quantity.ts";

/** Words that name what a value is, and not its unit: `x_seconds_max`. */
const statistics =
  /^(total|sum|bucket|gsum|max|min|avg|average|mean|median|p?\d{1,4}|p\d+|current|last|stddev|value|used|free|limit|gauge)$/;

const kibi = 1024;

/** Units as words, with how many bytes, seconds, … one is. */
const words: readonly (readonly [Dimension, Readonly<Record<string, number>>])[] = [
  [
    "seconds",
    { nanoseconds: 1e-9, nanosecond: 1e-9, nanos: 1e-9, microseconds: 1e-6, microsecond: 1e-6, micros: 1e-6 },
  ],
  ["seconds", { milliseconds: 1e-3, millisecond: 1e-3, millis: 1e-3, seconds: 1, second: 1, minutes: 60, hours: 3600 }],
  ["seconds", { days: 86_400 }],
  ["bytes", { bytes: 1, byte: 1, octets: 1, kilobytes: kibi, kbytes: kibi, kibibytes: kibi, megabytes: kibi ** 2 }],
  ["bytes", { mebibytes: kibi ** 2, mbytes: kibi ** 2, gigabytes: kibi ** 3, gibibytes: kibi ** 3, bits: 1 / 8 }],
  ["hertz", { hertz: 1, megahertz: 1e6 }],
  ["cores", { cores: 1, millicores: 1e-3, nanocores: 1e-9 }],
  ["celsius", { celsius: 1 }],
  ["fahrenheit", { fahrenheit: 1 }],
  ["kelvin", { kelvin: 1 }],
  ["volts", { volts: 1, volt: 1, millivolts: 1e-3 }],
  ["amperes", { amperes: 1, ampere: 1, amps: 1, milliamps: 1e-3 }],
  ["watts", { watts: 1, watt: 1, milliwatts: 1e-3, kilowatts: 1e3 }],
  ["joules", { joules: 1, millijoules: 1e-3, kwh: 3.6e6 }],
  ["pascals", { pascals: 1, pascal: 1, hectopascals: 100 }],
  ["metres", { meters: 1, metres: 1 }],
  ["rpm", { rpm: 1 }],
  ["share", { ratio: 1, percent: 0.01, percentage: 0.01, pct: 0.01 }],
];
/** Short ones, which are units at the end of a name only. */
const endings: readonly (readonly [Dimension, Readonly<Record<string, number>>])[] = [
  ["seconds", { ns: 1e-9, nsec: 1e-9, us: 1e-6, usec: 1e-6, usecs: 1e-6, ms: 1e-3, msec: 1e-3, msecs: 1e-3, secs: 1 }],
  ["seconds", { sec: 1, mins: 60 }],
  ["bytes", { kb: kibi, kib: kibi, mb: kibi ** 2, mib: kibi ** 2, gb: kibi ** 3, gib: kibi ** 3 }],
  ["hertz", { hz: 1, khz: 1e3, mhz: 1e6, ghz: 1e9 }],
];

const toMap = (groups: typeof words): ReadonlyMap<string, Quantity> =>
  new Map(
    groups.flatMap(([dimension, scales]) =>
      Object.entries(scales).map(([word, scale]) => [word, quantity(dimension, scale)] as const),
    ),
  );
const unitWords = toMap(words);
const unitEndings = toMap(endings);

/**
 * The quantity that a metric's name says its values, of a histogram or summary its observations, are in.
 *
 * @param name - of a series (`x_seconds_bucket`) or a family (`x_seconds`).
 * @returns undefined for names without a unit; counts for `x_seconds_count`.
 */
export function quantityOfName(name: string): Quantity | undefined {
  if (isDateName(name)) return dateOfName(name);
  const { base = name, part } = splitPart(name) ?? {};
  if (part === "count" || part === "gcount") return quantity("count");
  const tokens = base
    .slice(0, 300)
    .split(/[_:]+/)
    .map((token) => token.toLowerCase())
    .filter((token) => token !== "");
  const per = tokens.lastIndexOf("per");
  if (per > 0 && /^(s|sec|second|seconds)$/.test(tokens[per + 1] ?? "")) {
    const { dimension, scale } = unitIn(tokens.slice(0, per)) ?? quantity("count");
    return quantity(dimension, scale, { perSecond: true });
  }
  return per > 0 ? undefined : unitIn(tokens);
}

function unitIn(tokens: readonly string[]): Quantity | undefined {
  let end = tokens.length;
  while (end > 0 && statistics.test(tokens[end - 1]!)) end--;
  const last = tokens[end - 1];
  const short = last === undefined ? undefined : unitEndings.get(last);
  if (short !== undefined) return short;
  const word = tokens.findLast((token) => unitWords.has(token));
  return word === undefined ? undefined : unitWords.get(word);
}

/** Whether a name's unit is a short word at its end, which can mean something else: `aggressive_nsec`. */
export function isShortUnit(name: string): boolean {
  const last = name.toLowerCase().split("_").at(-1) ?? "";
  return unitEndings.has(last);
}

/** Words before `_time_seconds` of what has taken time; anything else was at that time. */
const durations =
  /(response|request|processing|process|wait|waiting|run|running|execution|exec|read|write|busy|cpu|idle|service|queue|gc|pause|build|lead|round_?trip|rtt|up|down|user|system|sync|lock|total|io|query|connect|lookup|transfer|handshake|first_byte|startup)_time_/;

/** Whether a metric's values are moments by its name. */
export function isDateName(name: string): boolean {
  if (/seconds_total|duration|_age(_|$)|timestamp_diff/.test(name)) return false;
  if (/(_|^)timestamp(_|$)|_not_after|_not_before|expir(y|es|ation)(_timestamp|_time|_date)?(_seconds)?$/.test(name))
    return true;
  const isMoment = /(_|^)(start|boot|end|creation|modification)_?time(_|$)|^kube_.*_created$|_time_seconds$/.test(name);
  return isMoment && !durations.test(name);
}

function dateOfName(name: string): Quantity {
  return quantity("date", /_ms$|millis/.test(name) ? 1e-3 : /nanos|_ns$/.test(name) ? 1e-9 : 1);
}

/** The quantity that labels of a series name, for metrics that show several: `resource="memory"`, `unit="byte"`. */
export function quantityOfLabels(labels: ReadonlyMap<string, string>): Quantity | undefined {
  const unit = labels.get("unit");
  if (unit === "byte" || unit === "bytes") return quantity("bytes");
  if (unit === "core" || unit === "cores") return quantity("cores");
  if (unit === "integer") return quantity("count");
  const resource = (labels.get("resource") ?? labels.get("resourcequota_resource") ?? "").replace(
    /^(requests|limits)\./,
    "",
  );
  if (/^(memory|storage|ephemeral[-_]storage|hugepages[-_].*)$/.test(resource)) return quantity("bytes");
  if (resource === "cpu") return quantity("cores");
  return /^(pods|.*gpu.*|services|secrets|configmaps|count\/.*|persistentvolumeclaims)$/.test(resource)
    ? quantity("count")
    : undefined;
}
