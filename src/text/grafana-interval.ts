/** Upper ends (exclusive) of what is rounded to which interval, in milliseconds; as Grafana's rangeutil has them. */
const steps: readonly (readonly [belowMs: number, intervalMs: number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, 1000],
  [3500, 2000],
  [7500, 5000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
];
const longestMs = 31_536_000_000;

const unitsMs = {
  y: 31_536_000_000,
  M: 2_592_000_000,
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
} as const;

/**
 * The handy interval that Grafana takes instead of an odd one.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/datetime/rangeutil.ts
 * @param ms - milliseconds.
 */
export function roundInterval(ms: number): number {
  return steps.find(([belowMs]) => ms < belowMs)?.[1] ?? longestMs;
}

/**
 * The interval between two points that Grafana chooses: the range shared out among `points`, rounded, but at least
 * `minMs`.
 *
 * @param options.rangeMs - length of the time range in milliseconds.
 * @param options.points - how many points are wanted, at least 1.
 * @param options.minMs - least interval in milliseconds. Default 1.
 */
export function calculateInterval({
  rangeMs,
  points,
  minMs = 1,
}: {
  rangeMs: number;
  points: number;
  minMs?: number;
}): number {
  return Math.max(roundInterval(rangeMs / Math.max(1, points)), minMs);
}

/**
 * Milliseconds of an interval as Grafana's option fields hold it: `15s`, `>10s`, `<1m`, `30` (seconds), `1M` (30 days),
 * `1h30m`.
 *
 * @returns undefined for 0 and for text that is not an interval, such as a variable.
 */
export function parseGrafanaInterval(text: string): number | undefined {
  const bare = text.trim().replace(/^[<>]/, "").replace(/>$/, "");
  if (bare === "" || bare.length > 32) return undefined;
  if (/^\d+(\.\d+)?$/.test(bare)) return positive(Number(bare) * 1000);
  if (!/^(\d+(\.\d+)?(ms|[yMwdhms]))+$/.test(bare)) return undefined;
  let total = 0;
  for (const [, amount, , unit] of bare.matchAll(/(\d+(\.\d+)?)(ms|[yMwdhms])/g))
    total += Number(amount) * unitsMs[unit as keyof typeof unitsMs];
  return positive(total);
}

function positive(ms: number): number | undefined {
  return ms > 0 && Number.isSafeInteger(Math.round(ms)) ? Math.round(ms) : undefined;
}

/** The value of `$__interval`: whole units of the largest kind that fits, `90000` → `1m`, as Grafana writes it. */
export function formatGrafanaInterval(ms: number): string {
  for (const unit of ["y", "d", "h", "m", "s"] as const)
    if (ms >= unitsMs[unit]) return `${Math.floor(ms / unitsMs[unit])}${unit}`;
  return `${Math.max(1, Math.floor(ms))}ms`;
}

/** The interval as Grafana takes it, in one unit and without a rest: 90,000 → `90s`. */
export function exactGrafanaInterval(ms: number): string {
  for (const unit of ["h", "m", "s"] as const)
    if (ms >= unitsMs[unit] && ms % unitsMs[unit] === 0) return `${ms / unitsMs[unit]}${unit}`;
  return `${Math.ceil(ms)}ms`;
}
