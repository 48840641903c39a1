/** The thing that a metric is about, as far as it decides what its labels are called. */
export type Subject =
  | "network"
  | "block device"
  | "file system"
  | "cpu"
  | "java"
  | "kafka"
  | "pods"
  | "http"
  | "rpc"
  | "database"
  | "queue"
  | "other";

/** Words in names of metrics, the first that fits decides. */
const words: readonly (readonly [RegExp, Subject])[] = [
  [/(^|_)(filesystem|fs|mount|inode|volume_stats)(_|$)|^node_filesystem/, "file system"],
  [/(^|_)(network|netdev|net|nic|ethtool|bonding|wifi|wireless|infiniband|arp|netstat|qdisc|if|ifhc)(_|$)/, "network"],
  [/(^|_)(disk|diskio|blkio|block|nvme|smartctl|smart|md|iops|drive|raid|scsi)(_|$)/, "block device"],
  [/^(jvm|java|tomcat|hikaricp|jetty)_/, "java"],
  [/(^|_)kafka(_|$)/, "kafka"],
  [/(^|_)(grpc|rpc)(_|$)/, "rpc"],
  [/(^|_)(http|https|request|requests|nginx|traefik|envoy|istio|haproxy|apache)(_|$)/, "http"],
  [/(^|_)(pg|postgres|postgresql|mysql|mongodb|mongo|oracledb|mssql|sql|db|database|clickhouse)(_|$)/, "database"],
  [/(^|_)(rabbitmq|queue|amqp|nats|sqs|activemq)(_|$)/, "queue"],
  [/^(kube|kubelet|container|cadvisor|kubernetes)_/, "pods"],
  [/(^|_)cpu(_|$)/, "cpu"],
];

/** The subject of a metric by its name. */
export function subjectOf(metric: string): Subject {
  const name = snakeCase(metric.replaceAll(":", "_"));
  return words.find(([pattern]) => pattern.test(name))?.[1] ?? "other";
}

/** `requestHost` and `request-host` as `request_host`. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[-.]/g, "_")
    .toLowerCase();
}
