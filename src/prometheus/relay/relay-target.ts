import { UsageError } from "../../errors.ts";
import { isolationLabel } from "../../identity/preview-identity.ts";

/** A page to scrape, and the labels that tell its series apart. */
export interface RelayTarget {
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  /** For messages: without the query, which may be secret. */
  readonly shown: string;
  /** `instance`, `job`, and others that the address gives. */
  readonly labels: ReadonlyMap<string, string>;
}

const example = "an address such as http://127.0.0.1:8080/metrics#job=shop";
const maxLabels = 30;

/**
 * The target of an address. Behind `#` there may be labels as in a query, such as `#job=shop&env=test`: those that
 * Prometheus would give the target. Without them `instance` is host and port, and `job` the host.
 *
 * @throws {UsageError} if it is no address, or has credentials in it.
 */
export function relayTarget(text: string): RelayTarget {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw new UsageError(`--relay: expected ${example}`);
  const { origin, hostname, pathname, search, hash } = url;
  if (url.username !== "" || url.password !== "")
    throw new UsageError("--relay: the address must not contain a user name or password; pass --relay-token");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const labels = new Map([
    ["instance", `${hostname}:${port}`],
    ["job", hostname],
  ]);
  const given = [...new URLSearchParams(hash.slice(1))];
  for (const [name, value] of given) {
    const right = /^[a-zA-Z_]\w*$/.test(name) && !name.startsWith("__") && name !== isolationLabel && value !== "";
    if (!right || given.length > maxLabels)
      throw new UsageError(`--relay: behind # come labels such as job=shop&env=test; expected ${example}`);
    labels.set(name, value);
  }
  return { origin, path: `${pathname}${search}`, shown: `${origin}${pathname}`, labels };
}

/** The addresses of `--relay`, which may be repeated, or have several with commas between them. */
export function relayTargets(texts: readonly string[]): RelayTarget[] {
  return texts.flatMap((text) => text.split(/,(?=https?:\/\/)/)).map((text) => relayTarget(text.trim()));
}
