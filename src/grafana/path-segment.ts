import { GrafanaError } from "../errors.ts";

/**
 * Text as one segment of a path: it cannot climb out of it.
 *
 * @param what - names it in the error.
 * @throws {GrafanaError} `invalid` if it is empty, `.` or `..`, too long, or not well-formed Unicode.
 */
export function pathSegment(text: string, what: string): string {
  if (/^\.{0,2}$/.test(text) || text.length > 200 || /[\ud800-\udfff]/u.test(text)) {
    throw new GrafanaError(`${what} cannot be ${JSON.stringify(text.slice(0, 60))}`, { code: "invalid" });
  }
  return encodeURIComponent(text);
}
