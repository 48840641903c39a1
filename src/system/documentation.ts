import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where the pages of this release can be read, with a slash at the end; "" if it is not published. */
declare const __PAGES__: string;

/** A page of docs/, without `.md`: `findings`, `recipes/github`. */
export type DocumentationPage =
  | "configuration"
  | "findings"
  | "security"
  | "setup"
  | "recipes/cleanup"
  | "recipes/github"
  | "recipes/other-ci";

/**
 * Where a page of the documentation can be read from here: its address, or without a published release its file in this
 * installation, or its name where neither is known.
 *
 * @param part - a heading of the page, as it is in an address.
 */
export function documentation(page: DocumentationPage, part?: string): string {
  const published = publishedPage(page, part);
  if (published !== undefined) return published;
  const file = installed(page);
  if (file === undefined) return pageName(page, part);
  return part === undefined ? file : `${file} (${part})`;
}

/**
 * The same for a text that others read on another machine, such as a comment or a file of the repository: its address,
 * or its name.
 */
export function documentationForOthers(page: DocumentationPage, part?: string): string {
  return publishedPage(page, part) ?? pageName(page, part);
}

function publishedPage(page: DocumentationPage, part: string | undefined): string | undefined {
  const pages = typeof __PAGES__ === "string" ? __PAGES__ : "";
  return pages === "" ? undefined : `${pages}${page}.md${part === undefined ? "" : `#${part}`}`;
}

function pageName(page: DocumentationPage, part: string | undefined): string {
  return `the page "${page}"${part === undefined ? "" : ` (${part})`} of dashpreview's documentation`;
}

/** Beside dist/ and action/; for parts of the bundle and the sources, two folders up. */
function installed(page: DocumentationPage): string | undefined {
  return ["../docs", "../../docs"]
    .map((folder) => fileURLToPath(new URL(`${folder}/${page}.md`, import.meta.url)))
    .find((path) => existsSync(path));
}
