/**
 * Whether two addresses name one server of Prometheus' API: scheme and host without regard to case, default ports,
 * slashes at the end and the sub-paths that a receiver adds for itself (`/prometheus`, `/api/prom`, those for remote
 * write and of a cluster's parts) do not count.
 */
export function isSameAddress(one: string, other: string): boolean {
  const [first, second] = [normalise(one), normalise(other)];
  return first !== undefined && first === second;
}

function normalise(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  if (protocol !== "http:" && protocol !== "https:") return undefined;
  const path = pathname
    .replace(/\/+$/, "")
    .replace(/\/api\/v1(?:\/(?:write|push|receive))?$|(?<=\/api\/prom)\/push$/, "")
    .replace(/\/(?:insert|select)(?=\/[^/]+\/prometheus$)/, "/select")
    .replace(/(?<!\/select\/[^/]+)\/prometheus$|\/api\/prom$/, "");
  return `${protocol}//${host}${path}`;
}
