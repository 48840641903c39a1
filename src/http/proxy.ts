/**
 * The proxy for a URL as the environment says: HTTPS_PROXY or HTTP_PROXY by the target's scheme, lower case first, NO_PROXY kept.
 *
 * NO_PROXY: names separated by commas; `*` is all, `example.com` and `.example.com` cover the domain's hosts, `host:port` one port.
 *
 * @returns undefined for a direct connection.
 */
export function proxyFor(target: URL, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const proxy = read(target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (proxy === undefined) return undefined;
  const port = target.port || (target.protocol === "https:" ? "443" : "80");
  const excluded = (read("NO_PROXY") ?? "").split(",").map((entry) => entry.trim().toLowerCase());
  return excluded.some((entry) => covers(entry, target.hostname.toLowerCase(), port)) ? undefined : proxy;
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const [, name = "", entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (name === "" || (entryPort !== undefined && entryPort !== port)) return false;
  const domain = name.replace(/^\*?\./, "");
  return host === domain || host.endsWith(`.${domain}`);
}
