const unitsMs = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000, M: 2_592_000_000, y: 31_536_000_000 } as const;

/** Milliseconds of one of Grafana's intervals: `15s`, `>1m`, `30` (seconds). Undefined for anything else, variables too. */
export function parseInterval(text: string): number | undefined {
  const match = /^\s*[<>]?\s*(\d{1,9})\s*(ms|[smhdwMy])?\s*$/.exec(text);
  return match === null ? undefined : Number(match[1]) * unitsMs[(match[2] ?? "s") as keyof typeof unitsMs];
}

/** The interval as Grafana takes it, with one unit: 90,000 → `90s`. */
export function intervalText(ms: number): string {
  for (const unit of ["h", "m", "s"] as const) if (ms >= unitsMs[unit] && ms % unitsMs[unit] === 0) return `${ms / unitsMs[unit]}${unit}`;
  return `${Math.ceil(ms)}ms`;
}
