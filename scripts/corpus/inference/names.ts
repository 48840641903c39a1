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

/** Whether a metric is a size of something: of so many things, or of bytes that its name does not speak of. */
export function isSize(name: string): boolean {
  return /_size$/i.test(name);
}
