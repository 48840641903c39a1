/** Lowest and highest value that one expects. */
export interface Typical {
  readonly min: number;
  readonly max: number;
}

/** Usual values of a gauge by its name; undefined where the name does not say. */
export function typicalByName(name: string): Typical | undefined {
  const text = name.replace(/:[^:]*$/, (end) => end);
  return gauges.find(([pattern]) => pattern.test(text))?.[1];
}

const gauges: readonly (readonly [RegExp, Typical])[] = [
  [/_(ratio|fraction|utili[sz]ation|usage_ratio)$|:ratio/, { min: 0.3, max: 0.7 }],
  [/_(percent|percentage|pct)$/, { min: 25, max: 75 }],
  [/_celsius$|temp(erature)?/, { min: 38, max: 62 }],
  [
    /^(?!.*(count|objects?|pages|ino|dn|num|nodes|items|keys|cpu|fail|hit)(_|$)).*((_|^)(bytes|mem(ory)?|heap|rss)(_|$)|memory_(used|usage|free|total|max|limit))/i,
    { min: 2.2e8, max: 7e8 },
  ],
  [
    /(file|disk|data|db|database|table|index|log|backup|object|store|storage|memory|heap|swap|cache)_size$/i,
    { min: 2.2e8, max: 7e8 },
  ],
  [/_bits(_|$)/, { min: 2e7, max: 8e7 }],
  [/_(milliseconds|ms|millis)$/, { min: 20, max: 120 }],
  [/_(microseconds|us|micros)$/, { min: 200, max: 1500 }],
  [/(_|^)seconds(_|$)|duration|latency|_lag_/, { min: 0.05, max: 0.4 }],
  [/_hertz$|frequency/, { min: 2e9, max: 3e9 }],
  [/_volts?$|voltage/, { min: 11.8, max: 12.2 }],
  [/_watts?$|power/, { min: 80, max: 160 }],
  [/_rpm$|fan/, { min: 1200, max: 2400 }],
  [/load(1|5|15)?$|load_average/, { min: 0.4, max: 2.2 }],
  [/(^|_)cores?$|cpu/, { min: 0.4, max: 1.8 }],
];

/** Whether a metric is the whole that others are parts of. */
export function isWhole(name: string): boolean {
  return (
    isFixed(name) ||
    (/(limits?|capacity|quota|allocatable|max)(_bytes|_cores)?$/i.test(name) &&
      !/seconds|duration|latency|time/.test(name))
  );
}

/** Whether a whole never changes: what a machine has. */
export function isFixed(name: string): boolean {
  return /(mem|swap|memory|space|disk|filesystem).*(total|size)(_bytes)?$/i.test(name);
}

/** Parts of a whole, in quarters of it: used and free come to all of it. */
export const shares = { whole: 4, used: 2.4, free: 1.6 } as const;

/**
 * Shares by what a value of a label says; `free` is less than it is by name, as the others of its label are there too.
 */
const labelShares = { ...shares, free: 1.4, small: 0.4 } as const;

/** The share of its whole that a metric is by its name; see {@link shares}. */
export function shareByName(name: string): number | undefined {
  if (isWhole(name)) return shares.whole;
  if (/free|avail|idle_bytes|remaining/i.test(name)) return shares.free;
  if (/used|usage|in_?use|working_set|resident|rss/i.test(name)) return shares.used;
  if (/cache/i.test(name)) return 0.5;
  return /buffer/i.test(name) ? 0.1 : undefined;
}

/** The same of a label's value: `state="total"` is the whole of `state="used"`. */
export function shareByValue(value: string): number | undefined {
  if (/^(total|all|max|limit|capacity|size)$/i.test(value)) return labelShares.whole;
  if (/^(free|available)$/i.test(value)) return labelShares.free;
  if (/^(used|committed|active|data)$/i.test(value)) return labelShares.used;
  return /^(dirty|cached|buffers?|pending|waiting)$/i.test(value) ? labelShares.small : undefined;
}

/** The growth per second of a counter by its name. */
export function typicalRate(name: string): Typical {
  if (/bytes|octets/i.test(name)) return { min: 2e5, max: 9e5 };
  if (/(nanoseconds|_ns)(_|$)/.test(name)) return { min: 1e8, max: 5e8 };
  if (/(milliseconds|_ms)(_|$)/.test(name)) return { min: 100, max: 500 };
  if (/seconds|_time_|cpu/.test(name)) return { min: 0.1, max: 0.45 };
  if (/error|fail|drop|reject|timeout|retries|discard/.test(name)) return { min: 0.05, max: 0.3 };
  return { min: 4, max: 20 };
}

/** The bounds of a unit of shares. */
export function unitBounds(unit: string | undefined): { readonly low: number; readonly high: number } | undefined {
  return unit === "percentunit" ? { low: 0, high: 1 } : unit === "percent" ? { low: 0, high: 100 } : undefined;
}
