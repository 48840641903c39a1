import { asArray, textField } from "../../json/read.ts";
import type { PageLink } from "../page-data.ts";
import type { Filler } from "./fill.ts";

/** Links that are shown. */
const maxLinks = 50;

/** The links of a dashboard or panel. Of an untrusted one, and of those that lead to no web page, only the titles. */
export function pageLinks(
  links: unknown,
  { fill, untrusted }: { readonly fill: Filler; readonly untrusted: boolean },
): PageLink[] {
  return asArray(links)
    .slice(0, maxLinks)
    .map((link) => {
      const url = webAddress(fill.setting(textField(link, "url") ?? ""));
      const title = fill.title(textField(link, "title") ?? "");
      return { title: title || (url ?? "link"), ...(url === undefined || untrusted ? {} : { url }) };
    });
}

function webAddress(text: string): string | undefined {
  try {
    const { protocol, href } = new URL(text);
    return protocol === "http:" || protocol === "https:" ? href : undefined;
  } catch {
    return undefined;
  }
}
