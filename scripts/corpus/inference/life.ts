import type { Meaning } from "./meaning.ts";
import { isCount } from "./names.ts";

/** Names of what stays as it is while nobody changes a system. */
const still = new RegExp(
  `(^|[_: ])(${[
    "total_bytes|size_bytes|max\\w*|limits?|capacity|quota|allocatable|size|hard|soft",
    "requests_(cpu|memory)\\w*|resource_requests|requests",
    "replicas\\w*|desired|spec|target\\w*|configured|expected|info|version|build\\w*",
    "start_time\\w*|boot_time\\w*|created|expir\\w*|not_after|timestamp\\w*|last_\\w+|uptime|(re)?config\\w*_time",
    "machine|labels|metadata|annotations|cores?|cpus?|nodes?|pods?|members?|brokers?|partitions?|partition_?count|shards?|instances?|leaders?|controllers?|peers?|disks?|drives?|volumes?",
    "up|ready|healthy|available|enabled|online|status|state|phase|condition|role|active|synced|leader|locked|mode|running",
    "memtotal|swaptotal|hugepages\\w*|hardware\\w*|fan|voltage|in\\d+|threshold\\w*|crit\\w*|scrape_interval\\w*|interval_length|ticktime",
    "replication_factor|min_\\w+|parallelism|generation|priority|u?weight|rules|namespaces?|deployments?|services?|indices|databases?|tables?|topics?|objects?",
    // Set by configuration, counted at the start, or changed by people some times a week.
    "nb(thread|proc)|executor_count\\w*|listeners|servers|session$|dashboards?$|entities|api_resources|deprecated_apis",
    // Members of a cluster and placement groups without trouble; code once loaded; memory that a process holds on to.
    "osd_(in|up)|pg_(clean|active|total)|classes(_\\w+)?|blocks_loaded|bytes_committed|committed_bytes|virtual_memory|probe_success",
  ].join("|")})([_: ]|$)`,
  "i",
);

/** Values that a rate is asked of although they don't count: a clock, a date, a limit, a switch. */
const fixed =
  /(^|_)(node_time|(start|boot)_time\w*|timestamp(_\w*seconds)?|virtual_memory\w*|(max|limit)(_bytes)?|forwarding)$/i;

/** Words of things that happen rarely: none of them for an hour is an ordinary hour. */
const rare = new RegExp(
  [
    "error|err\\b|errs|fail|drop|discard|restart|oom|evict|retr|throttl|reject|timeout|lost|dead|abort|conflict|crash",
    "panic|kill|collision|colls|overrun|overflow|frame|carrier|fifo|corrupt|skipped|missed|slow|deadlock|leader_?change",
    "under_?replicated|under_?sized|degraded|incomplete|offline|unhealthy|unavailable|waiting|pending|blocked|stale|stuck",
    "expired|invalid|denied|exceeded|alert|firing|backoff|swap|compressed|multicast|nfs|dirty|writeback|spill|reset",
    'exception|cancel|terminat|preempt|migrat|rebalanc|shrink|isr|unclean|reload|5xx|4xx|5\\.\\.|code=~?"[45]',
    // A member that leaves and comes back, and the repair after it.
    "up_down|downtime|(^|_)down(_|$)|disconnect|paused|destroyed|unassigned|stopping|hints?(_|$)|recover|backfill|peer(ed|ing)",
    "remapped|repair|pg_creating|uncollectable|backend_fsync|read_?only",
    // Work that the two-hourly cycle of a time series database brings.
    "tsdb_(compact|head_(gc|truncat|series_removed))",
    // What a kernel counts and hosts don't do: direct reclaim, memory zones and protocols that nobody uses, a clock by GPS.
    "pressure|(pgscan|pgsteal)_direct|_movable|qfull|md5|busypoll|udplite|icmp_\\w*(timestamp|addrmask)|_pps_|noproto",
  ].join("|"),
  "i",
);

/** Words that name a panel's number as what there is in all, and not how much of it is used. */
const whole = /\b(capacity|limits?|quota)\b/i;
const used = /\b(us(ed|age|e)|free|utili[sz]ation)\b/i;

/** What an answer shows. */
export interface Shown {
  /** Title and legend. */
  readonly words: string;
  /** It is 0 throughout. */
  readonly zero: boolean;
  /** It is there for less than a quarter of an hour in all: a filter lets through what happened. */
  readonly brief: boolean;
}

/** Whether a range of an hour should show some life. */
export function expectsLife(meaning: Meaning, { words, zero, brief }: Shown): boolean {
  const names = [...meaning.metrics].map(inWords);
  const isRate = ["rate", "irate", "increase"].some((name) => meaning.calls.has(name));
  if ((zero || brief) && (rare.test(names.join(" ")) || rare.test(words))) return false;
  if (meaning.calls.has("absent") || meaning.calls.has("vector") || meaning.metrics.size === 0) return false;
  if (isRate && names.every((name) => fixed.test(name))) return false;
  if (isRate && !meaning.counts) return true;
  if (meaning.counts || meaning.calls.has("time")) return false;
  if (whole.test(words) && !used.test(words)) return false;
  return !names.every((name) => still.test(name) || rare.test(name) || name.split(" ").some(isCount));
}

/** A name, and the words of it if it is in camel case: `MySQLConnection` counts connections. */
function inWords(name: string): string {
  const split = name.replaceAll(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_");
  return split === name ? name : `${name} ${split.toLowerCase()}`;
}
