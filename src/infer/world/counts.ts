import type { Typical } from "../levels/typical.ts";
import type { Measure } from "../units/quantity.ts";

/** Words of a name whose values are measured, not counted. */
const measured =
  /(^|_)(load(_?(1|5|15))?|load_average|avg|average|mean|median|rate|ratio|score|factor|per|p\d{2,3}|quantile|stddev|variance|index|level|temp|temperature|voltage|volts?|amps?|amperes?|watts?|power|current_amps|speed|percent|percentage|pct|util|utili[sz]ation|usage|cpu|cores?|latency|duration|seconds|time|ms|bytes|size|memory|mem|frequency|hertz|signal|strength|humidity|pressure|price|cost|burn|budget|apdex|lag_seconds|value|gauge|weight|offset_seconds|drift|freshness|age|bits|bandwidth|throughput)(_|$)/i;

/** A size that is a number of things. */
const sizeOfMany =
  /(queue|pool|ensemble|cluster|batch|set|group|list|ring|quorum|backlog|replica|fleet|map)s?_(queue_)?size(_|$)/i;

/**
 * Whether a gauge counts things one by one, so that its values are whole numbers: neither its name nor the panels that
 * show it say that it measures something.
 */
export function countsThings(name: string, measure: Measure | undefined): boolean {
  if (measure !== undefined && (measure.quantity.dimension !== "count" || measure.quantity.perSecond)) return false;
  // Recorded values are calculated.
  if (name.includes(":")) return false;
  const words = name.replaceAll(/([a-z])([A-Z])/g, "$1_$2");
  return sizeOfMany.test(words) ? !/bytes/i.test(words) : !measured.test(words);
}

/** Words of what somebody has set up: it stays as it is for days. */
const setUp =
  /(^|_)(replicas?(_\w+)?|desired\w*|spec_\w+|expected|configured|nodes?|members?|brokers?|partitions?|shards?|instances?|leaders?|controllers?|peers?|disks?|drives?|volumes?|cpus|topics?|databases?|tables?|indices|namespaces?|deployments?|services?|statefulsets?|daemonsets?|targets?|pods?|rules|endpoints|upstreams|backends|servers|hosts|clusters|devices|cores|slots|users|apps?|applications?|collections?|policies|zones|certificates|generation|version|max_\w+|\w+_max|limit|\w+_limit)(_(total|count|number|num|size|available|ready|running|active|healthy|online))?$/i;

/** Usual numbers of things by words of a metric's name; the first that fits counts. */
const usual: readonly (readonly [RegExp, Typical])[] = [
  [/restart|failover|reload|crash|leader_?change/i, { min: 0, max: 3 }],
  [/(pending|waiting|blocked|backlog|retry|retries|stuck|deferred)/i, { min: 0, max: 4 }],
  [
    /(error|fail|unhealthy|dropped|rejected|expired|offline|unavailable|dead|corrupt|degraded|missing|orphan)/i,
    { min: 0, max: 2 },
  ],
  [/(in_?flight|concurren|running_requests|active_requests)/i, { min: 4, max: 18 }],
  [/queue|buffered|outstanding/i, { min: 2, max: 24 }],
  [/goroutine/i, { min: 90, max: 260 }],
  [/thread/i, { min: 30, max: 64 }],
  [/(connection|conns?(_|$)|session|client|socket|consumer|subscri|stream|channel)/i, { min: 18, max: 70 }],
  [/(fds|file_?descriptors|open_files|filefd)/i, { min: 60, max: 190 }],
  [/(inode)/i, { min: 180_000, max: 420_000 }],
  [
    /(keys|documents|docs|entries|records|rows|items|objects|files|series|chunks|blobs|messages_total)/i,
    { min: 12_000, max: 90_000 },
  ],
  [/(message|event|job|task|request|transaction|process)/i, { min: 12, max: 60 }],
  [/partition/i, { min: 12, max: 48 }],
  [/(pods?|containers?|targets?|rules)(_|$)/i, { min: 9, max: 30 }],
  [
    /(nodes?|brokers?|members?|replicas?|instances?|shards?|workers?|peers?|disks?|drives?|servers?|cores?|cpus?)(_|$)/i,
    { min: 3, max: 6 },
  ],
];
const else_: Typical = { min: 12, max: 38 };

/** Usual numbers of what a gauge counts. */
export function usualCount(name: string): Typical {
  return usual.find(([pattern]) => pattern.test(name))?.[1] ?? else_;
}

/** Whether what a gauge counts stays as it is for days. */
export function isSetUp(name: string): boolean {
  return setUp.test(name);
}
