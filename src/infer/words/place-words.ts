import { counted, type LabelWords, split } from "./series-of-words.ts";
import { subjectOf } from "./subject.ts";

/** Things that a company runs, as parts of other names. */
export const businesses = split(
  "checkout payments orders catalog search accounts inventory billing shipping reviews notifications reports",
);

/** Hashes of replica sets, and of pods. */
const replicaSets = split("6d5f7c9b8d 7c8f9d6b5c 5b9c8d7f6b 84d6c5b7f9 69b7d8c5f4 78f5c9d6b7");
const podHashes = split("4xk2p 9bq7w j6mzt c2vd8 h5rnf t8gls w3xkj 7pdqz m9cvb 2fhnl z6tqr k4wjd");

/** The end of the name of a deployment's `index`th pod, from 0. */
export function podSuffix(index: number): string {
  return `${replicaSets[index % replicaSets.length]}-${podHashes[index % podHashes.length]}`;
}

const pods = businesses.map((name, index) => `${name}-${podSuffix(index)}`);
const namespaces = split("shop warehouse platform search media billing");
const systems = split(
  "monitoring kube-system default ingress-nginx cert-manager argocd istio-system logging kafka database",
);

/** Jobs by the beginning of the names of the metrics that they expose. */
const jobs: readonly (readonly [RegExp, string])[] = [
  [/^node_/, "node-exporter"],
  [/^kube_/, "kube-state-metrics"],
  [/^(container|cadvisor|machine)_/, "cadvisor"],
  [/^(kubelet|storage_operation|volume_manager)_/, "kubelet"],
  [/^(apiserver|workqueue|kubernetes|aggregator|etcd_request)_/, "apiserver"],
  [/^(prometheus|alertmanager|etcd|coredns|grafana|loki|mimir|tempo|thanos|cortex|argocd|traefik|haproxy)_/, "$1"],
  [/^(pg|postgres|postgresql)_/, "postgres-exporter"],
  [/^(mysql|redis|mongodb|rabbitmq|elasticsearch|nginx|memcached|kafka|windows|blackbox|snmp|apache)_/, "$1-exporter"],
  [/^probe_/, "blackbox-exporter"],
  [/^(nginx_ingress)_/, "ingress-nginx"],
  [/^(istio|envoy|pilot)_/, "istio-mesh"],
];

const jobNames = split(
  "node-exporter kube-state-metrics kubelet cadvisor apiserver prometheus alertmanager grafana coredns etcd argocd " +
    "traefik haproxy postgres-exporter mysql-exporter redis-exporter blackbox-exporter",
);

/** The job of an exporter by one of its metrics. */
function jobOf(metric: string): string | undefined {
  for (const [pattern, job] of jobs) {
    const found = pattern.exec(metric);
    if (found !== null) return job.replace("$1", found[1]?.replaceAll("_", "-") ?? "");
  }
  return undefined;
}

/** Whether a job is one that is made up where nobody knows an exporter. */
export function isMadeUpJob(job: string): boolean {
  return businesses.includes(job);
}

/** Words for labels that say where something lies, by the label in snake case. */
const places: readonly (readonly [RegExp, (metric: string) => LabelWords])[] = [
  [
    /^(exported_|scrape_|source_)?instance$/,
    () => ({ usual: counted((number) => `host-${number}:9100`), more: counted((number) => `10.0.0.${number}:9100`) }),
  ],
  [
    /^(node|kubernetes_node|k8s_node_name|exported_node)$/,
    (metric) => hostsFor(subjectOf(metric) === "pods" ? "node" : "host"),
  ],
  [/^(.*_)?(nodename|node_name|host|hostname|host_name|server|machine|domain_name)$/, () => hostsFor("host")],
  [
    /^(.*_)?namespace(_name)?$/,
    () => ({
      usual: namespaces,
      more: [...systems, ...counted((number) => `team-${String.fromCharCode(96 + number)}`)],
    }),
  ],
  [
    /^(.*_)?pod(_name)?$/,
    () => ({ usual: pods, more: businesses.flatMap((name) => [0, 1, 2].map((index) => `${name}-${index}`)) }),
  ],
  [/^(exported_|scrape_|kubernetes_)?job(_name)?$/, (metric) => jobsFor(metric)],
  [
    /^(.*_)?(service|svc|app|application|component|workload|deployment|microservice)(_name)?$/,
    () => ({ usual: businesses }),
  ],
  [/^(.*_)?(statefulset|daemonset)$/, () => ({ usual: split("kafka postgres redis elasticsearch"), more: systems })],
  [/^(.*_)?replicaset$/, () => ({ usual: businesses.map((name, index) => `${name}-${replicaSets[index % 6]}`) })],
  [/^(container|container_name|exported_container)$/, () => ({ usual: ["app", "proxy"], more: businesses })],
  [/^(.*_)?cluster(_?name|_id)?$/, () => ({ usual: counted((number) => `cluster-${number}`) })],
  [/^(dc|datacenter|data_center)$/, () => ({ usual: counted((number) => `dc-${number}`) })],
  [/^(.*_)?region$/, () => ({ usual: split("eu-west-1 us-east-1 us-west-2 ap-southeast-1") })],
  [/^(.*_)?(az|zone|availability_zone)$/, () => ({ usual: split("eu-west-1a eu-west-1b eu-west-1c us-east-1a") })],
  [/^(.*_)?(env|environment|stage)$/, () => ({ usual: split("prod staging test"), more: split("production dev qa") })],
  [/^(.*_)?(team|owner|squad|department)$/, () => ({ usual: split("payments platform search"), more: businesses })],
  [
    /^(.*_)?(tenant|tenant_id|customer|org|organization|org_id)$/,
    () => ({ usual: split("acme globex initech umbrella") }),
  ],
  [/^(.*_)?project(_name)?$/, () => ({ usual: split("platform shop warehouse"), more: ["default", ...businesses] })],
];

function hostsFor(word: string): LabelWords {
  return { usual: counted((number) => `${word}-${number}`), more: counted((number) => `10.0.0.${number}`) };
}

function jobsFor(metric: string): LabelWords {
  const own = jobOf(metric);
  const usual = own === undefined ? businesses : [own, `integrations/${own}`];
  return { usual, more: [...jobNames, ...businesses] };
}

/** Words for a label that says where something lies; undefined for any other. */
export function placeWords(label: string, metric: string): LabelWords | undefined {
  return places.find(([pattern]) => pattern.test(label))?.[1](metric);
}
