/** Labels that name a machine: the same one under many names. */
const hosts =
  /^(exported_)?(instance|node|nodename|node_name|host|hostname|host_name|server|machine|kubernetes_node|k8s_node_name)$/;

/** Labels that name where everything lies, or what a whole fleet belongs to. */
const scopes = /^(job|.*cluster.*|env|environment|region|datacenter|dc|tenant|.*_job)$/;

/** Members of a fleet, and what they are grouped by. */
const members =
  /^(.*_)?(instance|namespace|namespace_name|pod|pod_name|service|service_name|app|app_name|application|application_name|component|workload|deployment|daemonset|statefulset|replicaset|zone|az|project|account|stage|member|replica)$/;

/** The answers for so many labels are remembered: the same few are asked about again and again. */
const remembered = 5000;

/** A test of labels that remembers its answers. */
function remembering(test: (label: string) => boolean): (label: string) => boolean {
  const answers = new Map<string, boolean>();
  return (label) => {
    const known = answers.get(label);
    if (known !== undefined) return known;
    if (answers.size >= remembered) answers.clear();
    const answer = test(label);
    answers.set(label, answer);
    return answer;
  };
}

/** Labels that name where everything lies: with a value given, all series lie there. */
export const isScopeLabel = remembering((label) => scopes.test(label));

/**
 * Labels that say what a series is of, rather than what about it: the same values for all metrics. Every member has
 * each value of all other labels.
 */
export const isPlaceLabel = remembering((label) => hosts.test(label) || scopes.test(label) || members.test(label));

/** Labels with the same unit change together: a host's name and its address. */
export function unitOfLabel(label: string): string {
  return hosts.test(label) ? "host" : label;
}
