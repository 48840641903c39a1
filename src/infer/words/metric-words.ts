import type { LabelWords } from "./series-of-words.ts";
import { only, split } from "./series-of-words.ts";
import type { Subject } from "./subject.ts";

/** Words for network interfaces. */
export const networkDevices = only("eth0 eth1 eth2", "ens3 ens4 enp1s0 lo wlan0 bond0 br0 docker0 eno1");
const blockDevices = only("nvme0n1 sda sdb", "nvme1n1 nvme2n1 sdc vda vdb xvda dm-0 dm-1 md0 mmcblk0");
const fileSystems = only("/dev/nvme0n1p1 /dev/sda1 /dev/sdb1", "/dev/mapper/root /dev/vda1 tmpfs overlay");
const codes = only(
  "200 404 500",
  "201 202 204 206 301 302 304 307 400 401 403 405 409 422 429 499 501 502 503 504 100 101",
);

/** Names of devices by the subject of a metric. */
const devices: Partial<Record<Subject, LabelWords>> = {
  network: networkDevices,
  "block device": blockDevices,
  "file system": fileSystems,
};

/** Words for devices of a subject; undefined where it has none of its own. */
export function devicesOf(subject: Subject): LabelWords | undefined {
  return devices[subject];
}

/** Modes of a processor. */
export const cpuModes = only("idle iowait system user", "irq nice softirq steal guest busy");
/** Parts of the memory of a Java process. */
export const heapPools = only(
  "G1_Eden_Space G1_Old_Gen G1_Survivor_Space",
  "Metaspace direct mapped Compressed_Class_Space",
);

/** Codes of answers. */
export function codesOf(subject: Subject): LabelWords {
  if (subject !== "rpc") return codes;
  return only("OK Unavailable", "Canceled DeadlineExceeded InvalidArgument NotFound Internal Unknown 0 2 4 13 14");
}

/** Methods of requests. */
export function methodsOf(subject: Subject, metric: string): LabelWords {
  if (subject === "rpc") return only("GetCart ListItems PlaceOrder");
  if (/nfs/.test(metric)) return only("Lookup Read Write", "GetAttr Access Commit Create");
  const lower = /^(get|list)/.test(metric) ? split("get list watch") : [];
  return {
    usual: split("GET POST PUT"),
    more: [...lower, ...split("DELETE HEAD PATCH OPTIONS get list post put watch")],
  };
}

/** Names of databases. */
export function databasesOf(subject: Subject, metric: string): LabelWords {
  if (/redis/.test(metric)) return only("db0 db1 db2");
  const more = "public postgres mysql admin local config";
  return subject === "database" ? only("accounts orders shop", more) : only("accounts orders shop", `default ${more}`);
}

/** Operations. */
export function operationsOf(subject: Subject, metric: string): LabelWords {
  if (subject === "kafka") return only("Fetch Metadata Produce");
  if (/s3|aws|minio|bucket/.test(metric)) return only("GetObject ListObjects PutObject");
  if (subject === "database") return only("delete insert select update", "read write query");
  return only("create get list", "delete read update write put watch");
}

/** States, by what has them. */
export function statesOf(subject: Subject, metric: string): LabelWords {
  if (/connection|conn|session|backend/.test(metric)) return only("active idle waiting", "reading writing closed open");
  if (/thread/.test(metric)) return only("blocked runnable waiting", "timed-waiting new terminated");
  if (/pod|container/.test(metric)) return only("Running Pending", "Succeeded Failed Unknown");
  if (/circuit/.test(metric)) return only("closed half_open open");
  if (/health/.test(metric)) return only("healthy degraded", "Healthy Progressing Degraded unhealthy");
  if (/job|task|workflow|run|backup|build/.test(metric)) return only("completed failed running", "pending queued");
  if (subject === "http") return codes;
  return only("active idle", "ok error running stopped up down open closed online offline success failed");
}

/** Identifiers, by what has them. */
export function idsOf(subject: Subject, metric: string): LabelWords {
  if (subject === "java" || /memory|buffer/.test(metric)) return heapPools;
  if (subject === "pods") return only("/kubepods/burstable/pod1a2b /kubepods/besteffort/pod3c4d", "/ /system.slice");
  return only("1001 1002 1003");
}

/** Kinds, by what has them. */
export function typesOf(subject: Subject, metric: string): LabelWords {
  if (/mem|heap/.test(metric)) return only("cache rss", "heap nonheap");
  if (subject === "network") return only("receive transmit", "rx tx");
  if (/error|fail|exception/.test(metric)) return only("client internal timeout");
  if (subject === "database" || /op|query|queries|cmd|command/.test(metric))
    return only("read write", "insert query update");
  if (/message|event|notif/.test(metric)) return only("created deleted updated");
  if (subject === "http" || /request|call/.test(metric)) return only("internal public");
  return only("primary secondary", "standard batch");
}
