/** A time as a dashboard writes it. */
export interface DashboardTime {
  /** Unix milliseconds. */
  readonly ms: number;
  /** It moves with the clock. */
  readonly relative: boolean;
}

const unitsMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/**
 * A time as Grafana reads it: `now-6h`, `now/d`, `now-1d/d`, a date or Unix milliseconds. Days, weeks and so on begin
 * in UTC; weeks on Monday.
 *
 * @param options.nowMs - Unix milliseconds that `now` stands for.
 * @param options.roundUp - `/d` is the end of the day, as in the `to` of a range.
 * @returns undefined for a text that is no time.
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/datetime/datemath.ts
 */
export function readTime(
  value: unknown,
  { nowMs, roundUp }: { readonly nowMs: number; readonly roundUp: boolean },
): DashboardTime | undefined {
  if (typeof value === "number") return absolute(value);
  if (typeof value !== "string" || value.length > 100) return undefined;
  const text = value.trim();
  if (!text.startsWith("now")) return absolute(/^\d{9,16}$/.test(text) ? Number(text) : dateOf(text));
  const math = text.slice(3);
  if (!/^(?:\s*(?:[+-]\s*\d{0,6}|\/)\s*[smhdwMQy])*$/.test(math)) return undefined;
  const at = new Date(nowMs);
  for (const [, sign, amount, unit] of math.matchAll(/([+-]|\/)\s*(\d*)\s*([smhdwMQy])/g)) {
    if (sign === "/") round(at, unit!, roundUp);
    else add(at, unit!, (sign === "-" ? -1 : 1) * (amount === "" ? 1 : Number(amount)));
  }
  return Number.isFinite(at.getTime()) ? { ms: at.getTime(), relative: true } : undefined;
}

function absolute(ms: number): DashboardTime | undefined {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? { ms, relative: false } : undefined;
}

/** A date without a zone is one in UTC. */
function dateOf(text: string): number {
  if (!/^\d{4}-\d{2}/.test(text)) return Number.NaN;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes(":");
  return Date.parse(zoned ? text : `${text.replace(" ", "T")}Z`);
}

function add(at: Date, unit: string, amount: number): void {
  if (unit === "M" || unit === "Q" || unit === "y") {
    const months = amount * { M: 1, Q: 3, y: 12 }[unit];
    const day = at.getUTCDate();
    at.setUTCDate(1);
    at.setUTCMonth(at.getUTCMonth() + months);
    // The 31st of a shorter month is its last day.
    at.setUTCDate(Math.min(day, new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()));
    return;
  }
  at.setTime(at.getTime() + amount * unitsMs[unit as keyof typeof unitsMs]);
}

/** To the begin of the unit, or with `up` to its last millisecond. */
function round(at: Date, unit: string, up: boolean): void {
  if (unit === "s" || unit === "m" || unit === "h") {
    at.setTime(Math.floor(at.getTime() / unitsMs[unit]) * unitsMs[unit]);
  } else {
    at.setUTCHours(0, 0, 0, 0);
    if (unit === "w") at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
    if (unit === "M") at.setUTCDate(1);
    if (unit === "Q") at.setUTCMonth(Math.floor(at.getUTCMonth() / 3) * 3, 1);
    if (unit === "y") at.setUTCMonth(0, 1);
  }
  if (!up) return;
  add(at, unit, 1);
  at.setTime(at.getTime() - 1);
}
