import { asArray, field, textField } from "../../json/read.ts";
import type { PageLink } from "../page-data.ts";
import { type FillContext, fillText } from "./fill-texts.ts";

/** Links of one dashboard, panel or field that a page shows. */
const most = 100;
const maxAddress = 8000;

/** How {@link pageLinks} treats links. */
export interface LinkContext extends FillContext {
  /** Nobody vouches for the dashboard: links are shown as text. */
  readonly untrusted: boolean;
}

/**
 * The links of a dashboard or panel, variables filled in. A link has an address only if it leads to another server and
 * a browser may open it: `http:` or `https:`. Pages of Grafana itself, and lists of dashboards by tags, are text.
 */
export function pageLinks(links: unknown, context: LinkContext): PageLink[] {
  return asArray(links)
    .slice(0, most)
    .map((link) => ({ title: titleOf(link, context), ...addressOf(addressWithParameters(link), context) }))
    .filter(({ title }) => title !== "");
}

function titleOf(link: unknown, context: LinkContext): string {
  const tags = asArray(field(link, "tags")).filter((tag) => typeof tag === "string");
  const written = textField(link, "title") || textField(link, "dashboard") || textField(link, "tooltip");
  if (written) return fillText(written, context);
  if (field(link, "type") === "dashboards") return tags.length === 0 ? "Dashboards" : tags.join(", ");
  return fillText(textField(link, "url") ?? "", context);
}

function addressWithParameters(link: unknown): string {
  if (field(link, "type") === "dashboards") return "";
  const parameters = [
    field(link, "keepTime") === true ? `\${__url_time_range}` : "",
    field(link, "includeVars") === true ? `\${__all_variables}` : "",
    (textField(link, "params") ?? "").replace(/^[?&]/, ""),
  ].filter((part) => part !== "");
  const url = textField(link, "url") ?? "";
  if (url === "" || parameters.length === 0) return url;
  return `${url}${url.includes("?") ? "&" : "?"}${parameters.join("&")}`;
}

function addressOf(url: string, context: LinkContext): { readonly url?: string } {
  if (context.untrusted || url === "") return {};
  const address = fillText(url.slice(0, maxAddress), context).trim();
  if (address.length > maxAddress || !/^https?:\/\/[^\s]/i.test(address)) return {};
  // Variables of fields and values are filled in later; what they may make of it is judged by where the address leads.
  if (!URL.canParse(address)) return {};
  const { protocol, hostname, username, password } = new URL(address);
  const isPlain = /^https?:$/.test(protocol) && username === "" && password === "" && !/[${}]/.test(hostname);
  return isPlain ? { url: address } : {};
}
