import { BlockList, isIP } from "node:net";
import { UsageError } from "../errors.ts";

/**
 * The proxy for a URL from the environment: HTTPS_PROXY or HTTP_PROXY by the target's scheme, unless NO_PROXY covers
 * the host. Lower-case names take precedence.
 *
 * NO_PROXY: entries separated by commas or blanks; `*` is all, `example.com` and `.example.com` cover the domain's
 * hosts, `host:port` one port, `10.0.0.0/8` and `fd00::/8` the addresses of a network.
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
  const excluded = (read("NO_PROXY") ?? "").toLowerCase().split(/[,\s]+/);
  return excluded.some((entry) => entry !== "" && covers(entry, target.hostname.toLowerCase(), port))
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
  if (entry.includes("/")) return isInNetwork(entry, host);
  const isBareIpv6 = entry.split(":").length > 2 && !entry.startsWith("[");
  if (isBareIpv6) return host === `[${entry}]`;
  const [, name = "", entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (name === "" || (entryPort !== undefined && entryPort !== port)) return false;
  const domain = name.replace(/^\*?\./, "");
  return host === domain || host.endsWith(`.${domain}`);
}

/** Whether a host is an address in a network such as `10.0.0.0/8`. Names are not looked up, so a name never is. */
function isInNetwork(entry: string, host: string): boolean {
  const [, network = "", bits = ""] = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/.exec(entry) ?? [];
  const family = isIP(network);
  if (family === 0 || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const address = host.replace(/^\[(.*)\]$/, "$1");
  if (isIP(address) === 0) return false;
  const networks = new BlockList();
  networks.addSubnet(network, Number(bits), type);
  return networks.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
}
