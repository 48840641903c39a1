/** Milliseconds of Go's units. */
const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const dayMs = 86_400_000;
/** A year has 365.2425 days. */
const longUnits: Readonly<Record<string, number>> = {
  d: dayMs,
  w: 7 * dayMs,
  M: (365.2425 / 12) * dayMs,
  y: 365.2425 * dayMs,
};

/**
 * A window of time as Grafana's server reads it: `10m`, `1h30m`, `1d`.
 *
 * @returns milliseconds; undefined for what it does not understand.
 * @see https://github.com/grafana/grafana-plugin-sdk-go/blob/main/backend/gtime/gtime.go
 */
export function readWindow(text: string): number | undefined {
  const long = /^(\d+)([dwMy])$/.exec(text);
  if (long !== null) return Number(long[1]) * longUnits[long[2]!]!;
  if (!/^\+?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text) || text.length > 100) return undefined;
  const parts = text.matchAll(/([\d.]+)([a-zµμ]+)/g);
  return [...parts].reduce((total, [, amount, unit]) => total + Number(amount) * units[unit!]!, 0);
}
