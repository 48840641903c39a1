import { isInternalLink, withoutUserVariables } from "./untrusted-text.ts";

/**
 * Pages of the same Grafana that show dashboards: everything else below its address can do something (`/logout`), or
 * asks a data source.
 */
const pages = /^(?:\/(?:[\w-]{1,60}\/)?d(?:-solo)?\/|\/dashboards?(?=[/?#]|$)|\/?[?#]|\/$|d\/)[\w/?#=.,~%+:;&-]*$/;
const servers = /^\/(?:apis?|render|avatar|public|log(?:in|out)|goto)\//i;

/**
 * A link of an untrusted dashboard as it may stand in the preview: to a dashboard of the same Grafana, without the
 * parameters that variables would be filled into.
 *
 * @returns undefined if it leads elsewhere, or may once Grafana has filled variables in.
 */
export function safeLink(url: string): string | undefined {
  const [path, ...rest] = withoutUserVariables(url.trim()).split("?");
  const query = rest
    .join("?")
    .split("&")
    .filter((part) => part !== "" && !/[$[\]{}]/.test(part))
    .join("&");
  const link = rest.length === 0 ? path! : `${path}${query === "" && path !== "" ? "" : "?"}${query}`;
  const leadsBack = !/\.\.|%2e|%2f|%5c/i.test(link);
  return pages.test(link) && leadsBack && !servers.test(link) && isInternalLink(link) ? link : undefined;
}
