import { DashboardError } from "../errors.ts";
import { findJsonError } from "./error-position.ts";

/** Size limit of a dashboard, in bytes of UTF-8. */
export const maxDashboardBytes = 16 * 1024 * 1024;

/** Nesting limit of objects and arrays. Dashboards from Grafana stay below 30. */
export const maxDashboardDepth = 200;

/** Limit for the number of objects and arrays. The largest known dashboard has 12,000. */
const maxDashboardParts = 500_000;

/**
 * Parses the JSON of a dashboard file. Skips a byte order mark.
 *
 * @throws {DashboardError} if the text is empty, too large, nested too deeply or not valid JSON. For invalid JSON, the
 *   message begins with `file:line:column`.
 */
export function parseJson(text: string, file: string): unknown {
  if (text.length > maxDashboardBytes || Buffer.byteLength(text) > maxDashboardBytes) {
    throw new DashboardError(`${file}: larger than 16 MiB, the limit for a dashboard; split it`);
  }
  const json = text.startsWith("\ufeff") ? text.slice(1) : text;
  if (json.trim() === "") throw new DashboardError(`${file}: the file is empty; a dashboard's JSON was expected`);
  const shape = measure(json);
  if (shape.parts > maxDashboardParts) {
    throw new DashboardError(
      `${file}: more than ${maxDashboardParts} objects and lists, the limit for a dashboard; split it`,
    );
  }
  if (shape.depth > maxDashboardDepth)
    throw new DashboardError(`${file}: nested deeper than ${maxDashboardDepth} levels; a dashboard was expected`);
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column, expected } = findJsonError(json);
    throw new DashboardError(
      `${file}:${line}:${column}: not valid JSON: ${expected}; export the dashboard from Grafana again, or ` +
        "repair the file",
    );
  }
}

/** Measures nesting and size by counting brackets outside strings, without recursion, up to the limits. */
function measure(json: string): { readonly depth: number; readonly parts: number } {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 0x22) {
      for (at++; at < json.length && json.charCodeAt(at) !== 0x22; at++) if (json.charCodeAt(at) === 0x5c) at++;
    } else if (code === 0x7b || code === 0x5b) {
      depth++;
      parts++;
      if (depth > maxDashboardDepth || parts > maxDashboardParts) break;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return { depth, parts };
}
