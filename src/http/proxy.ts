import { UsageError } from "../errors.ts";

/**
 * The proxy for a URL from the environment: HTTPS_PROXY or HTTP_PROXY by the target's scheme, unless NO_PROXY covers
 * the host. Lower-case names take precedence.
 *
 * NO_PROXY: names separated by commas. `*` covers every host, `example.com` and `.example.com` the hosts of the domain,
 * `host:port` one port.
 *
 * A proxy without a scheme is reached over http.
 *
 * @returns undefined for a direct connection.
 * @throws {UsageError} if the proxy is not a valid URL. The message does not show it, because it may contain a
 *   password.
 */
export function proxyFor(target: URL, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const read = (name: string) => env[name.toLowerCase()] || env[name] || undefined;
  const variable = target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const proxy = read(variable);
  if (proxy === undefined) return undefined;
  const port = target.port || (target.protocol === "https:" ? "443" : "80");
  const excluded = (read("NO_PROXY") ?? "").split(",").map((entry) => entry.trim().toLowerCase());
  return excluded.some((entry) => covers(entry, target.hostname.toLowerCase(), port))
    ? undefined
    : checkProxy(variable, proxy);
}

function checkProxy(variable: string, text: string): string {
  const proxy = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(proxy) ? new URL(proxy) : undefined;
  if (url === undefined || (url.protocol !== "http:" && url.protocol !== "https:"))
    throw new UsageError(
      `${variable} is not a valid proxy address; set it to something like http://proxy.example.com:3128`,
    );
  return proxy;
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === "*") return true;
  const isBareIpv6 = entry.split(":").length > 2 && !entry.startsWith("[");
  if (isBareIpv6) return host === `[${entry}]`;
  const [, name = "", entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (name === "" || (entryPort !== undefined && entryPort !== port)) return false;
  const domain = name.replace(/^\*?\./, "");
  return host === domain || host.endsWith(`.${domain}`);
}
