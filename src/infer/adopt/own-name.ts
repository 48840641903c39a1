/** Labels that name one member, and those that name what all members lie in or belong to. */
const members = /^(.*_)?(pod|pod_name|replica|member)$/;
/** Addresses and names of hosts say nothing of what runs there. */
const nameless = /^(\d|host\b|node\b|ip\b)/;

/**
 * The name of a pack's member that a label has which the pack lacks: `prometheus-0` of `prometheus-0:9090`, or the pod
 * of that name that the dashboard has. Undefined for labels that name no member.
 *
 * @param instance - the member's name in the pack.
 * @param values - that the label has otherwise.
 */
export function ownName(label: string, instance: string | undefined, values: readonly string[]): string | undefined {
  const host = instance?.replace(/:\d+$/, "");
  if (host === undefined || !members.test(label) || nameless.test(host)) return undefined;
  const { stem = host, number } = /^(?<stem>.*?)-?(?<number>\d+)$/.exec(host)?.groups ?? {};
  const alike = values.filter((value) => value.includes(stem));
  if (alike.includes(host) || alike.length === 0) return host;
  const numbered = alike.find((value) => /-\d+$/.test(value));
  return numbered === undefined || number === undefined ? host : numbered.replace(/\d+$/, number);
}
