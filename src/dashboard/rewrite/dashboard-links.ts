/**
 * The address of another dashboard inside a text: at its beginning or behind a quote, a bracket or a space, and never
 * on another host.
 */
const address = /(^|[\s"'(=])((?:\/[\w-]{1,60}){0,5}\/d(?:-solo)?\/|d(?:-solo)?\/)([\w-]{1,40})(?![\w-])/g;

/** The properties that hold links. */
export const linkProperties = new Set(["url", "linkUrl", "content", "href", "link", "targetUrl"]);

/** The text with links to dashboards whose uid is in `uids` led to the uids that it gives. */
export function replaceDashboardLinks(text: string, uids: ReadonlyMap<string, string>): string {
  if (uids.size === 0 || (!text.includes("d/") && !text.includes("d-solo/"))) return text;
  return text.replaceAll(address, (match, before: string, path: string, uid: string) => {
    const other = uids.get(uid);
    return other === undefined ? match : `${before}${path}${other}`;
  });
}
