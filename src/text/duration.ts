const unitMs = { y: 31_536_000_000, w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const pattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/**
 * Milliseconds of a Prometheus duration: `1h30m`, `15s`, `250ms`; `1d` = 24 h, `1w` = 7 d, `1y` = 365 d. A bare `0` is
 * allowed.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
 * @returns undefined for text that is no duration, or one too large to count in milliseconds exactly.
 */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const match = text === "" || text.length > 64 ? null : pattern.exec(text);
  if (match === null) return undefined;
  const [, years, weeks, days, hours, minutes, seconds, milliseconds] = match;
  const parts: [string | undefined, number][] = [
    [years, unitMs.y],
    [weeks, unitMs.w],
    [days, unitMs.d],
    [hours, unitMs.h],
    [minutes, unitMs.m],
    [seconds, unitMs.s],
    [milliseconds, unitMs.ms],
  ];
  const total = parts.reduce((sum, [digits, unit]) => sum + Number(digits ?? 0) * unit, 0);
  return Number.isSafeInteger(total) ? total : undefined;
}

/**
 * The shortest Prometheus duration that is exactly `ms`: `5400000` → `1h30m`. Rounds to whole milliseconds; weeks and
 * years are not used.
 *
 * @param ms - milliseconds, 0 or more and finite.
 */
export function formatDuration(ms: number): string {
  let rest = Math.round(ms);
  if (rest === 0) return "0s";
  let text = "";
  for (const unit of ["d", "h", "m", "s", "ms"] as const) {
    const amount = Math.floor(rest / unitMs[unit]);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * unitMs[unit];
  }
  return text;
}
