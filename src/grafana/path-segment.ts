import { GrafanaError } from "../errors.ts";

/**
 * Encodes text as one segment of a URL path, so that it cannot leave that segment.
 *
 * @param what - the name of the text in the error message.
 * @throws {GrafanaError} `invalid` if it is empty, `.` or `..`, too long, or not well-formed Unicode.
 */
export function pathSegment(text: string, what: string): string {
  if (/^\.{0,2}$/.test(text) || text.length > 200 || /[\ud800-\udfff]/u.test(text)) {
    throw new GrafanaError(`${what} cannot be ${JSON.stringify(text.slice(0, 60))}`, { code: "invalid" });
  }
  return encodeURIComponent(text);
}
