import { formatGeneral } from "./go-format.ts";

const large = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
const binary = ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"];
const small = ["m", "u", "n", "p", "f", "a", "z", "y"];

/** Four significant digits, as all of Prometheus' functions print numbers. */
const four = (value: number) => formatGeneral(value, 4);

/** `1.234k`: four digits and an SI prefix. */
export function humanize(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return four(value);
  return Math.abs(value) >= 1 ? shrink(value, 1000, large) : grow(value);
}

/** `1.234ki`. */
export function humanize1024(value: number): string {
  if (Math.abs(value) <= 1 || !Number.isFinite(value)) return four(value);
  return shrink(value, 1024, binary);
}

/** `1.235%` of 0.012345. */
export function humanizePercentage(value: number): string {
  return `${four(value * 100)}%`;
}

/** `1d 2h 3m 4s`, `4.5s`, `12ms`. */
export function humanizeDuration(value: number): string {
  if (!Number.isFinite(value)) return four(value);
  if (value === 0) return `${four(value)}s`;
  if (Math.abs(value) < 1) return `${grow(value)}s`;
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  const whole = Math.trunc(size);
  const [seconds, minutes, hours, days] = [
    whole % 60,
    Math.floor(whole / 60) % 60,
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 86_400),
  ];
  if (days > 0) return `${sign}${days}d ${hours}h ${minutes}m ${seconds}s`;
  if (hours > 0) return `${sign}${hours}h ${minutes}m ${seconds}s`;
  if (minutes > 0) return `${sign}${minutes}m ${seconds}s`;
  return `${sign}${four(size)}s`;
}

function shrink(value: number, by: number, prefixes: readonly string[]): string {
  let rest = value;
  let prefix = "";
  for (const one of prefixes) {
    if (Math.abs(rest) < by) break;
    prefix = one;
    rest /= by;
  }
  return four(rest) + prefix;
}

function grow(value: number): string {
  let rest = value;
  let prefix = "";
  for (const one of small) {
    if (Math.abs(rest) >= 1) break;
    prefix = one;
    rest *= 1000;
  }
  return four(rest) + prefix;
}
