/**
 * Words for labels that many exporters have, in ascending order: what comes first in a list of a label's values is what
 * a dashboard opens with.
 */
const known: readonly (readonly [pattern: RegExp, values: readonly string[] | ((index: number) => string)])[] = [
  [/^(exported_)?instance$/, (index) => `host-${index}:9100`],
  [
    /^(node|nodename|host|hostname|host_name|server|machine|kubernetes_node|k8s_node_name)$/,
    (index) => `host-${index}`,
  ],
  [/^(exported_)?namespace$|(^|_)namespace(_name)?$/, (index) => `team-${letter(index)}`],
  [/^(.*_)?pod(_name)?$/, (index) => `api-${index}`],
  [/^(.*_)?(job|service|app|application|component)(_name)?$/, (index) => `api-${index}`],
  [/^(container|container_name)$/, ["app", "proxy", "sidecar"]],
  [/^(.*_)?cluster(_?name|_id)?$/, (index) => `cluster-${index}`],
  [/^(dc|datacenter|data_center)$/, (index) => `dc-${index}`],
  [/^(region|cloud_region)$/, ["eu-west-1", "us-east-1", "us-west-2"]],
  [/^(az|zone|availability_zone)$/, ["eu-west-1a", "eu-west-1b", "eu-west-1c"]],
  [/^(env|environment|stage)$/, ["prod", "staging", "test"]],
  [/^(interface|nic|ifname|ifdescr)$/i, (index) => `eth${index - 1}`],
  [/^(device|disk|drive|volume)$/, (index) => `sd${letter(index)}`],
  [/^(mountpoint|mount|path_mount)$/, ["/", "/data", "/var"]],
  [/^fstype$/, ["ext4", "xfs"]],
  [/^(.*_)?(code|status_code|http_status|response_code)$/, ["200", "404", "500"]],
  [/^(method|verb|http_method)$/i, ["GET", "POST", "PUT"]],
  [/^(handler|path|route|uri|url|endpoint)$/, ["/", "/api/items", "/api/users"]],
  [/^(version|.*_version)$/, ["1.4.2", "1.5.0", "2.0.1"]],
  [/(^|_)(ip|address|addr)$/, (index) => `10.0.0.${index}`],
  [/^(cpu|core|gpu|shard|partition|port|index|slot)$/, (index) => String(index - 1)],
  [/^quantile$/, ["0.5", "0.9", "0.99"]],
  [/^le$/, ["+Inf", "0.1", "1"]],
  [/^(severity|level|loglevel)$/, ["error", "info", "warning"]],
  [/^(db|database|datname|schema)$/, ["accounts", "orders", "shop"]],
  [/^(topic|queue)$/, ["events", "orders", "payments"]],
  [/^(user|username|usename)$/, ["alice", "bob", "carol"]],
];

/**
 * A value that a person would find plausible for a label. Hosts differ before the first dot and colon, as
 * `label_replace` often cuts there.
 *
 * @param index - from 0; different values for different ones.
 */
export function plausibleValue(label: string, index: number): string {
  const found = known.find(([pattern]) => pattern.test(label))?.[1];
  if (typeof found === "function") return found(index + 1);
  if (found !== undefined && index < found.length) return found[index]!;
  return `${label.toLowerCase().replaceAll("_", "-")}-${index + 1}`;
}

/** Labels that name where everything lies: with a value given, all series lie there. */
export function isScopeLabel(label: string): boolean {
  return /^(job|.*cluster.*|env|environment|region|datacenter|dc|tenant|.*_job)$/.test(label);
}

function letter(index: number): string {
  return index <= 26 ? String.fromCharCode(96 + index) : `z${index}`;
}
