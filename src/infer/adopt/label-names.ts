/** Labels that mean the same, by the names that exporters, and relabelling, give them. */
const synonyms: readonly (readonly string[])[] = [
  [
    "code",
    "status",
    "status_code",
    "http_status",
    "http_code",
    "response_code",
    "http_status_code",
    "http_response_code",
  ],
  ["method", "verb", "http_method", "request_method"],
  ["handler", "path", "route", "uri", "url", "endpoint", "http_route"],
  ["namespace", "kubernetes_namespace", "exported_namespace", "k8s_namespace_name", "namespace_name"],
  ["pod", "pod_name", "kubernetes_pod_name", "exported_pod", "k8s_pod_name"],
  ["container", "container_name", "exported_container", "k8s_container_name"],
  ["instance", "exported_instance"],
  ["node", "kubernetes_node", "nodename", "kubernetes_io_hostname"],
  ["service", "exported_service", "service_name"],
  ["job", "exported_job"],
];

/**
 * The names that queries give to labels of a pack: `status` for its `code`. Only where queries name a label that the
 * pack lacks, and do not name the pack's.
 *
 * @param names - of the pack's labels.
 */
export function namesInQueries(names: Iterable<string>, asked: ReadonlySet<string>): ReadonlyMap<string, string> {
  const own = new Set(names);
  const found = new Map<string, string>();
  for (const name of own) {
    if (asked.has(name)) continue;
    const others = synonyms.find((list) => list.includes(name)) ?? [];
    const other = others.find((one) => asked.has(one) && !own.has(one));
    if (other !== undefined) found.set(name, other);
  }
  return found;
}
