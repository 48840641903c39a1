import {
  codesOf,
  cpuModes,
  databasesOf,
  devicesOf,
  heapPools,
  idsOf,
  methodsOf,
  networkDevices,
  operationsOf,
  statesOf,
  typesOf,
} from "./metric-words.ts";
import { businesses } from "./place-words.ts";
import { counted, type LabelWords, only } from "./series-of-words.ts";
import type { Subject } from "./subject.ts";

const numbers = (from: number, count = 8): LabelWords => ({
  usual: counted((number) => String(number - 1 + from), count),
});
const paths = only("/api/items /api/orders /api/users", "/ /healthz /metrics /login /search /query /api/v1/query");
const booleans = only("false true", "0 1 no yes");
const routes = paths;

/** Words for labels by the label in snake case, and by the subject of the metric where that matters. */
const labels: readonly (readonly [RegExp, LabelWords | ((subject: Subject, metric: string) => LabelWords)])[] = [
  [/^(device|dev|disk|drive)(_name)?$/, (subject) => devicesOf(subject) ?? devicesOf("block device")!],
  [/^(interface|nic|ifname|if_name|if_descr|ifdescr|if_alias|network_interface|iface)$/, networkDevices],
  [/^(volume|volumename|persistentvolume)(_name)?$/, (subject) => devicesOf(subject) ?? only("data logs backup")],
  [/^(persistentvolumeclaim|pvc|claim)(_name)?$/, only("data-kafka-0 data-postgres-0 data-redis-0")],
  [
    /^(mountpoint|mount|mount_point|path_mount|mount_path)$/,
    only("/ /data /var", "/boot /home /var/lib/data /var/log"),
  ],
  [/^(fstype|fs_type|filesystem_type)$/, only("ext4 xfs", "btrfs tmpfs overlay zfs nfs4")],
  [/^(.*_)?(code|status_code|http_status|response_code|http_code|response_status)$/, (subject) => codesOf(subject)],
  [/^(rcode|response_rcode)$/, only("NOERROR NXDOMAIN SERVFAIL", "REFUSED FORMERR NOTIMP")],
  [/^(.*_)?(http_method|request_method|method|verb)$/i, (subject, metric) => methodsOf(subject, metric)],
  [/^(.*_)?(handler|path|route|uri|url_path|endpoint|http_route|http_target|request_path)$/, routes],
  [/^(.*_)?(url|target_url|probe_target)$/, only("https://shop.example.com https://api.example.com/healthz")],
  [/^(.*_)?(version|release|tag)$/, only("1.29.4 1.29.5 1.30.0", "2.53.1 3.1.0 v1.29.4 v1.30.0 8.0.36 16.2")],
  [/^(.*_)?(revision|commit|sha|git_sha|git_commit)$/, only("4f2a9c1 9d03b7e c81e52f")],
  [/^(.*_)?image$/, only("registry.example.com/shop/checkout:1.4.2 registry.example.com/shop/orders:2.0.1")],
  [/^image_registry$/, only("registry.example.com docker.io")],
  [/^image_repository$/, only("shop/checkout shop/orders shop/payments")],
  [
    /^(.*_)?(ip|address|addr|peer|remote|client_ip|pod_ip|host_ip)$/,
    { usual: counted((number) => `10.0.0.${number}`) },
  ],
  [/^(.*_)?mac(_address)?$/, only("02:42:ac:11:00:02 02:42:ac:11:00:03")],
  [/^(cpu|core|vcpu|processor)$/, numbers(0)],
  [
    /^(gpu|shard|partition|index|idx|slot|rank|numa_node|numa|thread|thread_id|worker|worker_id|replica|bank|socket|lane|slice|level)$/,
    numbers(0),
  ],
  [/^(port|.*_port)$/, only("8080 9090 443", "80 9100 5432 6379 3306")],
  [/^quantile$/, only("0.5 0.9 0.99")],
  [/^le$/, only("0.1 1 +Inf")],
  [/^(severity|alert_severity)$/, only("critical info warning", "high low medium error page none")],
  [/^(level|loglevel|log_level|lvl)$/, only("error info warning", "debug trace fatal warn critical")],
  [/^(alertname|alert)$/, only("HighLatency InstanceDown TooManyErrors")],
  [/^alertstate$/, only("firing pending")],
  [
    /^(db|database|datname|dbname|database_name|keyspace|schema|schemaname|catalog)$/,
    (subject, metric) => databasesOf(subject, metric),
  ],
  [
    /^(table|tablename|table_name|relname|collection|coll|index_name|index|store)$/,
    only("customers items orders", "events sessions users"),
  ],
  [/^(topic|topic_name)$/, only("events orders payments", "__consumer_offsets audit clicks")],
  [
    /^(queue|queue_name|channel|stream|subject|subscription|exchange|destination)(_name)?$/,
    only("emails invoices orders", "events payments"),
  ],
  [/^(vhost)$/, only("/ shop")],
  [/^(consumergroup|consumer_group|group|group_id|consumer)$/, only("billing orders search")],
  [/^(user|username|usename|user_name|login|account)$/, only("alice app bob", "admin root postgres carol")],
  [/^(cmd|command)$/, only("get hget set", "del expire hset incr info ping select insert update find")],
  [/^(topology|role|node_role|server_role)$/, only("primary replica", "master slave leader follower standby")],
  [
    /^(protocol|proto|ip_protocol|l4_protocol)$/,
    (subject) => (subject === "http" ? only("http https", "tcp udp") : only("tcp udp", "icmp http https grpc")),
  ],
  [/^(scheme)$/, only("http https", "ws wss")],
  [/^(family|ip_family|ip_version)$/, only("ipv4 ipv6", "1 2")],
  [/^(direction|dir)$/, only("in out", "inbound outbound rx tx read write ingress egress")],
  [
    /^(operation|op|operation_type|op_type|operation_name|action|request_type|api|request)$/,
    (subject, metric) => operationsOf(subject, metric),
  ],
  [/^(event|event_type|event_name)$/, only("created deleted updated", "started stopped")],
  [
    /^(reason|cause|error|error_type|err|failure_reason|failure)$/,
    only("connection_refused internal timeout", "Error Completed OOMKilled Evicted"),
  ],
  [/^(result|outcome)$/, only("success error", "failure ok failed denied allow hit miss")],
  [
    /^(success|ok|ready|enabled|cached|leader|auto|master|active|error_flag|is_.*|has_.*|allow_.*|.*_enabled|.*_ready)$/,
    booleans,
  ],
  [/^(status|state|phase|health|condition|.*_(status|state|phase))$/, (subject, metric) => statesOf(subject, metric)],
  [/^mode$/, (subject) => (subject === "cpu" ? cpuModes : only("active standby", "read write ro rw"))],
  [/^area$/, only("heap nonheap")],
  [
    /^(pool|pool_name|memory_pool)$/,
    (subject) => (subject === "java" ? heapPools : only("default primary", "main workers")),
  ],
  [/^id$/, (subject, metric) => idsOf(subject, metric)],
  [/^(gc|collector|gc_name)$/, only("G1_Old_Generation G1_Young_Generation", "G1 PS_Scavenge PS_MarkSweep Copy")],
  [/^generation$/, numbers(0, 3)],
  [
    /^(resource)$/,
    (subject) =>
      subject === "pods"
        ? only("cpu memory", "pods storage ephemeral_storage")
        : only("configmaps pods services", "cpu memory"),
  ],
  [
    /^(kind|created_by_kind|owner_kind|workload_type|resource_kind|object_type|involved_object_kind)$/,
    only("DaemonSet Deployment StatefulSet", "ReplicaSet Job CronJob Pod"),
  ],
  [/^(controller)$/, only("deployment job replicaset", "garbagecollector namespace node")],
  [/^(ingress|ingress_name)$/, { usual: businesses.slice(0, 4) }],
  [/^(ingress_class|controller_class|ingressclass)$/, only("nginx", "k8s.io/ingress-nginx traefik")],
  [/^(qos_class)$/, only("Burstable Guaranteed", "BestEffort")],
  [/^(priority_class)$/, only("high-priority system-cluster-critical")],
  [/^(issuer|issuer_name)$/, only("letsencrypt internal-ca")],
  [/^(grpc_type)$/, only("unary server_stream", "bidi_stream client_stream")],
  [/^(grpc_service|rpc_service)$/, only("shop.Cart shop.Orders")],
  [/^(sensor|sensor_name|probe|chip|chip_name)$/, only("cpu_thermal nvme platform_coretemp_0")],
  [/^(fan|fan_name)$/, only("fan1 fan2 fan3")],
  [
    /^(domain|fqdn|vhost_name|server_name|servername|sni|dns_name|zone_name)$/,
    only("api.example.com shop.example.com"),
  ],
  [/^(country|country_code|geo)$/, only("DE FR US")],
  [/^(browser|user_agent|agent)$/, only("Chrome Firefox Safari")],
  [/^(language|lang|locale)$/, only("de en fr")],
  [/^(currency)$/, only("EUR USD")],
  [
    /^(plan|tier|edition|flavor|sku|storage_class|storageclass|class|device_class)$/,
    only("premium standard", "fast-ssd gp3"),
  ],
  [/^(model|device_model|product)$/, only("PM9A3 S4510")],
  [/^(serial|serial_number)$/, only("S5GXNX0R100231 S5GXNX0R100232")],
  [/^(file|filename|file_name|file_path|log_file)$/, only("/var/log/app.log /var/log/syslog")],
  [/^(bucket|bucket_name)$/, only("backups images logs")],
  [/^(cache|cache_name|cache_type)$/, only("products sessions users", "metadata index")],
  [/^(plugin|plugin_id|module|filter|scraper|integration|collector_name)$/, only("auth cpu http", "tcp icmp dns")],
  [/^(scope)$/, only("global regional zonal")],
  [/^(source|origin|src)$/, only("api batch web")],
  [/^(target|sink|dest|dst|upstream|backend|proxy)(_name)?$/, only("api cart web", "checkout orders")],
  [
    /^(task|task_name|task_type|workflow|workflow_type|activity_type|job_type|step|stage_name)$/,
    only("export import sync"),
  ],
  [/^(description|message|text|info)$/, only("planned regular")],
  [/^(.*_)?(type|category|class_name)$/, (subject, metric) => typesOf(subject, metric)],
];

/** Words for a label that says something about what a metric measures; undefined for one that is not known. */
export function innerWords(label: string, subject: Subject, metric: string): LabelWords | undefined {
  const found = labels.find(([pattern]) => pattern.test(label))?.[1];
  return typeof found === "function" ? found(subject, metric) : found;
}
