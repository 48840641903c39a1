import type { Meaning } from "./meaning.ts";

/** What is counted one by one, as the last word or words of a metric's name say. */
const counted = new RegExp(
  `(^|_)(${[
    "replicas(_\\w+)?",
    "(running_)?(pods?|containers?|nodes?|namespaces?|deployments?|jobs?|services?|volumes?)(_\\w*count)?",
    "connections?(_\\w+)?",
    "(connected_)?clients",
    "threads(_\\w+)?",
    "goroutines",
    "targets",
    "sessions",
    "instances",
    "workers",
    "members",
    "partitions?(_\\w*count)?",
    "brokers",
    "queues?(_length|_size|_depth)?",
    "messages(_\\w+)?",
    "keys",
    "tasks",
    "fds",
    "filefd_\\w+",
    "processes(_\\w+)?",
    "procs_\\w+",
    "users",
    "shards",
    "documents",
    "streams",
    "consumers",
    "topics",
    "peers",
    "alerts",
    "rules",
    "sockets",
    "inodes(_\\w+)?",
    "files(_free)?",
    "restarts_total",
    "series",
    "chunks",
  ].join("|")})$`,
);

/** Whether a metric counts things: whole numbers. */
export function isCount(name: string): boolean {
  return counted.test(name) && !name.includes(":");
}

/** Whether a metric is a time, a size or a share, whatever else is in its name. */
export function isDuration(name: string): boolean {
  return /_(seconds|milliseconds|ms|bytes|ratio|percent|utilization|usage|celsius)(_|$)/.test(name);
}

/** Whether a metric says how many processors are in use. */
export function isCores(name: string): boolean {
  return /cpu/i.test(name) && /(cores?|seconds_total|usage)/i.test(name);
}

/** Names of what stays as it is while nobody changes a system. */
const still = new RegExp(
  `(^|[_: ])(${[
    "total_bytes|size_bytes|max\\w*|limits?|capacity|quota|allocatable|size|hard|soft",
    "requests_(cpu|memory)\\w*|resource_requests|requests",
    "replicas\\w*|desired|spec|target\\w*|configured|expected|info|version|build\\w*",
    "start_time\\w*|boot_time\\w*|created|expir\\w*|not_after|timestamp\\w*|last_\\w+|uptime",
    "machine|labels|metadata|annotations|cores?|cpus?|nodes?|pods?|members?|brokers?|partitions?|shards?|instances?|leaders?|controllers?|peers?|disks?|drives?|volumes?",
    "up|ready|healthy|available|enabled|online|status|state|phase|condition|role|active|synced|leader|locked|mode|running",
    "memtotal|swaptotal|hugepages\\w*|hardware\\w*|fan|voltage|in\\d+|threshold\\w*|crit\\w*|scrape_interval\\w*",
    "replication_factor|min_\\w+|parallelism|generation|priority|weight|rules|namespaces?|deployments?|services?|indices|databases?|tables?|topics?|objects?",
  ].join("|")})([_: ]|$)`,
  "i",
);

/** Words of things that happen rarely: none of them for an hour is an ordinary hour. */
const rare =
  /error|err\b|errs|fail|drop|discard|restart|oom|evict|retr|throttl|reject|timeout|lost|dead|abort|conflict|crash|panic|kill|collision|overrun|frame|carrier|fifo|corrupt|skipped|missed|slow|deadlock|leader_?change|under_?replicated|offline|unhealthy|unavailable|waiting|pending|blocked|stale|expired|invalid|denied|exceeded|alert|firing|backoff|swap|compressed|multicast|nfs|dirty|writeback|spill|reset|exception|cancel|terminat|preempt|migrat|rebalanc|shrink|isr|unclean|reload|5xx|4xx|5\.\.|code=~?"[45]/i;

/** Whether a range of an hour should show some life. @param facts.zero - it is 0 throughout. */
export function expectsLife(meaning: Meaning, { words, zero }: { words: string; zero: boolean }): boolean {
  const names = [...meaning.metrics].join(" ");
  const isRate = ["rate", "irate", "increase"].some((name) => meaning.calls.has(name));
  if (zero && (rare.test(names) || rare.test(words))) return false;
  if (meaning.calls.has("absent") || meaning.calls.has("vector") || meaning.metrics.size === 0) return false;
  if (isRate && !meaning.counts) return true;
  if (meaning.counts || meaning.calls.has("time")) return false;
  return ![...meaning.metrics].every((name) => still.test(name) || rare.test(name) || isCount(name));
}
