import type { Typical } from "../levels/typical.ts";
import type { Dimension, Measure, Quantity } from "./quantity.ts";

/** Usual values of a dimension for metrics whose name has a word; the first that fits counts. */
type Subjects = readonly (readonly [name: RegExp, Typical])[];

const minute = 60;
const day = 86_400;
const mega = 1e6;
const giga = 1e9;

/** Words of a name, between its underscores. */
function word(words: string): RegExp {
  return new RegExp(`(^|_)(${words})(_|$)`, "i");
}

/** Bytes, as so much is there. */
const bytes: Subjects = [
  [
    /(disk|(^|_)fs_|filesystem|volume|storage|pvc|bucket|(^|_)s3_|object|drive|backup|tablespace)/i,
    { min: 60 * giga, max: 110 * giga },
  ],
  [
    /(database|(^|_)db(_|$)|index|store|log|wal|segment|tsdb|chunk|snapshot|table)/i,
    { min: 0.8 * giga, max: 3 * giga },
  ],
  [
    /(request|response|message|msg|record|packet|frame|payload|body|event|row|batch)s?_?(size|length|bytes)|avg_.*(size|len)/i,
    { min: 2000, max: 40_000 },
  ],
  [/(buffer|queue|pending|in_?flight|backlog|stack|cache_line)/i, { min: 1 * mega, max: 20 * mega }],
  [
    /(nonheap|non_heap|metaspace|code_?cache|direct|mapped|shared|swap|slab|dirty|inactive)/i,
    { min: 60 * mega, max: 140 * mega },
  ],
];
const bytesElse: Typical = { min: 220 * mega, max: 700 * mega };

/** Seconds that something takes, or has taken. */
const seconds: Subjects = [
  [word("uptime|up_time|age|running_for|since|lifetime"), { min: 9 * day, max: 32 * day }],
  [word("ttl|expir\\w*|retention|validity|until|remaining"), { min: 12 * day, max: 60 * day }],
  [word("interval|timeout|period|delay_max"), { min: 10, max: 60 }],
  [
    word("backup|build|pipeline|jobs?|workflow|deploy\\w*|migration|rollout|reindex|scan|export|import"),
    { min: 25, max: 4 * minute },
  ],
  [word("ntp|clock|offset|drift|skew|jitter|estimated_error"), { min: 0.0002, max: 0.003 }],
  [word("lag|behind|stale\\w*|freshness|replicas?|replication"), { min: 0.2, max: 2.5 }],
  [word("rtt|ping|icmp|probe|connect|dns|lookup|handshake"), { min: 0.008, max: 0.06 }],
  [word("gc|pauses?|fsync|disk|io|await|commit|locks?"), { min: 0.002, max: 0.03 }],
];
const secondsElse: Typical = { min: 0.04, max: 0.25 };

/** Words that tell a part from its whole: both have the subject's usual values, before they are shared out. */
const partWords =
  /(^|_)(total|size|max|limit|capacity|used|usage|free|avail|available|allocatable|requests?|quota)(?=_|$)/gi;

/** Usual values where the subject does not matter; `date`, `state` and `other` have none here. */
const byDimension: Partial<Record<Dimension, Typical>> = {
  share: { min: 0.3, max: 0.7 },
  cores: { min: 0.2, max: 1.4 },
  hertz: { min: 2.2e9, max: 3e9 },
  celsius: { min: 38, max: 62 },
  fahrenheit: { min: 100, max: 140 },
  kelvin: { min: 305, max: 330 },
  volts: { min: 11.8, max: 12.2 },
  amperes: { min: 1.2, max: 3 },
  watts: { min: 80, max: 160 },
  joules: { min: 2000, max: 9000 },
  rpm: { min: 1200, max: 2400 },
  metres: { min: 100, max: 800 },
  pascals: { min: 100_800, max: 101_900 },
  decibels: { min: 22, max: 38 },
  currency: { min: 40, max: 160 },
  grams: { min: 800, max: 2500 },
  litres: { min: 4, max: 20 },
  speed: { min: 2, max: 12 },
  degrees: { min: 40, max: 140 },
};

/** Growth per second of amounts: bytes on wires and disks, seconds of work in a second, things. */
const growth: Partial<Record<Dimension, Typical>> = {
  bytes: { min: 2e5, max: 9e5 },
  seconds: { min: 0.1, max: 0.45 },
  count: { min: 4, max: 20 },
  joules: { min: 80, max: 160 },
};

/** Where the median and the 99th percentile of observations lie. */
const observed: Partial<Record<Dimension, { readonly p50: number; readonly p99: number }>> = {
  bytes: { p50: 2000, p99: 80_000 },
  seconds: { p50: 0.08, p99: 0.7 },
};

/**
 * Usual raw values of a gauge that measures this; undefined where only the metric itself can say.
 *
 * @param name - of the metric, which tells memory from disks.
 */
export function plausibleValues(of: Quantity, name: string): Typical | undefined {
  if (of.perSecond) return inUnit(growth[of.dimension], of);
  const { dimension } = of;
  const subjects = dimension === "bytes" ? bytes : dimension === "seconds" ? seconds : [];
  const subject = name.replaceAll(partWords, "");
  const rest = dimension === "bytes" ? bytesElse : dimension === "seconds" ? secondsElse : byDimension[dimension];
  return inUnit(subjects.find(([pattern]) => pattern.test(subject))?.[1] ?? rest, of);
}

/** Usual growth per second of a counter that counts this. */
export function plausibleGrowth({ quantity, shown, overSeconds }: Measure): Typical | undefined {
  const { dimension } = quantity;
  // An amount of time in a range is how long things took: less than a counter of all the work grows.
  if (shown === "increase" && dimension === "seconds" && overSeconds !== undefined)
    return inUnit(growth.seconds, quantity);
  return inUnit(growth[dimension], quantity);
}

/** Usual raw observations of a histogram or summary. */
export function plausibleObservations(of: Quantity): { readonly p50: number; readonly p99: number } | undefined {
  const known = observed[of.dimension];
  return known === undefined ? undefined : { p50: short(known.p50 / of.scale), p99: short(known.p99 / of.scale) };
}

function inUnit(typical: Typical | undefined, { scale }: Quantity): Typical | undefined {
  return typical === undefined ? undefined : { min: short(typical.min / scale), max: short(typical.max / scale) };
}

/** Without the traces of binary fractions. */
function short(value: number): number {
  return Number(value.toPrecision(3));
}
