import { GrafanaError, UsageError } from "../errors.ts";
import { textField } from "../json/read.ts";
import { serverAddress } from "../text/server-address.ts";

/** The part of a connection that {@link findLinkBase} asks. */
interface Asked {
  readonly url: string;
  ask(request: {
    readonly method: "GET";
    readonly path: string;
    readonly doing: string;
  }): Promise<{ readonly body: unknown }>;
}

/** The address that every link to a dashboard begins with. */
export interface LinkBase {
  /** Without trailing slash and without credentials. */
  readonly url: string;
  /**
   * `option`: `--grafana-public-url`; `grafana`: Grafana's own `root_url`; `connection`: the address it is reached at.
   */
  readonly from: "option" | "grafana" | "connection";
  /** Why Grafana's own address is not used; undefined if it is used or was not asked for. */
  readonly why?: string;
}

/**
 * Checks `--grafana-public-url`.
 *
 * @throws {UsageError} if it is not an http or https address, or has credentials, a query or a fragment.
 */
export function checkPublicUrl(text: string): string {
  const url = linkable(text);
  if (url !== undefined) return url;
  throw new UsageError(
    "--grafana-public-url: expected an http or https address without user name, query and fragment, " +
      "such as https://grafana.example.com",
  );
}

/**
 * Finds the base of links that people open: `publicUrl`, else the address that Grafana calls its own (`appUrl` in the
 * frontend settings, which every signed-in user may read; it is `root_url` of its configuration), else the address that
 * Grafana is reached at.
 *
 * Grafana's default is `http://localhost:3000/`, and most servers whose links do not matter keep it. A loopback address
 * is therefore never taken from Grafana: from elsewhere it leads nowhere, and from this machine the address in use is
 * better.
 *
 * Never fails because of Grafana: a link is not worth a preview.
 */
export async function findLinkBase(grafana: Asked, publicUrl: string | undefined): Promise<LinkBase> {
  if (publicUrl !== undefined) return { url: publicUrl, from: "option" };
  const instead = (why: string): LinkBase => ({ url: grafana.url, from: "connection", why });
  try {
    const doing = "asking Grafana for its address";
    const { body } = await grafana.ask({ method: "GET", path: "/api/frontend/settings", doing });
    const own = textField(body, "appUrl");
    if (own === undefined || own === "") return instead("Grafana does not say its own address");
    const url = linkable(own);
    if (url === undefined) return instead("Grafana's root_url is not an http or https address that can be linked");
    if (isLoopback(new URL(url).hostname))
      return instead(`Grafana's root_url is ${url}, which only its own host reaches`);
    return { url, from: "grafana" };
  } catch (error) {
    if (!(error instanceof GrafanaError)) throw error;
    return instead("Grafana did not answer the question for its own address");
  }
}

/** An address without characters that end a link in Markdown, HTML or a terminal. */
function linkable(text: string): string | undefined {
  const url = serverAddress(text);
  return url !== undefined && /^[\w:/.[\]~%+@!$&*,;=-]+$/.test(url) ? url : undefined;
}

/** Whether a host name or address is this machine's own: `localhost`, `127.0.0.1`, `[::1]`. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(host);
}
