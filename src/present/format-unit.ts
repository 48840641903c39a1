const binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const decimal = ["B", "kB", "MB", "GB", "TB", "PB"];
const counts = ["", "K", "Mil", "Bil", "Tri"];
const metric = ["", "k", "M", "G", "T", "P"];

type Format = (value: number) => string;

const scaled = (step: number, names: readonly string[], suffix = ""): Format => {
  return (value) => {
    let [rest, place] = [value, 0];
    while (Math.abs(rest) >= step && place < names.length - 1) [rest, place] = [rest / step, place + 1];
    const name = `${names[place]}${suffix}`;
    return `${number(rest)}${name === "" ? "" : ` ${name}`}`;
  };
};

const durations: readonly (readonly [fromSeconds: number, name: string, seconds: number])[] = [
  [31_536_000, "years", 31_536_000],
  [604_800, "weeks", 604_800],
  [86_400, "days", 86_400],
  [3600, "hours", 3600],
  [60, "mins", 60],
  [1, "s", 1],
  [1e-3, "ms", 1e-3],
  [1e-6, "µs", 1e-6],
  [0, "ns", 1e-9],
];

const time =
  (unitSeconds: number): Format =>
  (value) => {
    const seconds = value * unitSeconds;
    if (seconds === 0) return "0 s";
    const [, name, size] = durations.find(([from]) => Math.abs(seconds) >= from)!;
    return `${number(seconds / size)} ${name}`;
  };

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ["percent", (value) => `${number(value)}%`],
  ["percentunit", (value) => `${number(value * 100)}%`],
  ["bytes", scaled(1024, binary)],
  ["kbytes", (value) => scaled(1024, binary)(value * 1024)],
  ["mbytes", (value) => scaled(1024, binary)(value * 1024 ** 2)],
  ["decbytes", scaled(1000, decimal)],
  ["bits", scaled(1024, ["b", "Kib", "Mib", "Gib", "Tib"])],
  ["decbits", scaled(1000, ["b", "kb", "Mb", "Gb", "Tb"])],
  ["binBps", scaled(1024, binary, "/s")],
  ["Bps", scaled(1000, decimal, "/s")],
  ["bps", scaled(1000, ["b", "kb", "Mb", "Gb", "Tb"], "/s")],
  ["binbps", scaled(1024, ["b", "Kib", "Mib", "Gib", "Tib"], "/s")],
  ["s", time(1)],
  ["ms", time(1e-3)],
  ["µs", time(1e-6)],
  ["ns", time(1e-9)],
  ["m", time(60)],
  ["h", time(3600)],
  ["d", time(86_400)],
  ["reqps", scaled(1000, counts, "req/s")],
  ["rps", scaled(1000, counts, "rd/s")],
  ["wps", scaled(1000, counts, "wr/s")],
  ["ops", scaled(1000, counts, "ops/s")],
  ["iops", scaled(1000, counts, "io/s")],
  ["cps", scaled(1000, counts, "c/s")],
  ["pps", scaled(1000, metric, "p/s")],
  ["hertz", scaled(1000, metric, "Hz")],
  ["celsius", (value) => `${number(value)} °C`],
  ["watt", scaled(1000, metric, "W")],
  ["volt", scaled(1000, metric, "V")],
  ["amp", scaled(1000, metric, "A")],
  ["bool", (value) => (value === 0 ? "False" : "True")],
  ["bool_yes_no", (value) => (value === 0 ? "No" : "Yes")],
  ["bool_on_off", (value) => (value === 0 ? "Off" : "On")],
  ["none", (value) => number(value)],
  ["short", scaled(1000, counts)],
]);

/**
 * Formats a value approximately as the panel would. Supports the most common units; others are shown like `short`.
 *
 * @param unit - Grafana's unit ID, such as `percentunit` or `bytes`. `suffix:…` adds the text after the colon.
 */
export function formatUnit(value: number, unit = "short"): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  if (unit.startsWith("suffix:")) return `${number(value)}${unit.slice(7, 27)}`;
  if (unit.startsWith("prefix:")) return `${unit.slice(7, 27)}${number(value)}`;
  return (formats.get(unit) ?? formats.get("short")!)(value);
}

/** Three significant digits, without trailing zeros. */
function number(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e15) return String(Number(value.toPrecision(3)));
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
  return String(Number(value.toFixed(digits)));
}
