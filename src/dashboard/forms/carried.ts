import { gunzipSync, gzipSync } from "node:zlib";
import { DashboardError } from "../../errors.ts";
import { maxDashboardBytes, parseJson } from "../../json/parse.ts";
import { asObject } from "../../json/read.ts";
import { isDashboardText } from "../read/was-dashboard.ts";
import { escapeTemplate, unescapeTemplate } from "../terraform/hcl-template.ts";
import type { Carried, FormTools } from "./form.ts";
import { indentOf, stringifyLike } from "./syntax/indentation.ts";

/** Characters of all decoded dashboards of one file. */
const maxDecodedChars = 64 * 1024 * 1024;
/** Dashboards in Kubernetes are below 1 MiB; nobody needs more of compressed text. */
const maxEncodedChars = 16 * 1024 * 1024;

/** Decodes what a file holds, counting how much that is. */
export function formTools(file: string): FormTools {
  let rest = maxDecodedChars;
  const textOf = (value: unknown, carried: Carried, name: string) => {
    const text = decodeText(value, carried, `${file}#${name}`);
    rest -= text.length;
    if (rest < 0)
      throw new DashboardError(`${file}: its dashboards are larger than 64 MiB together; split it into several files`);
    return text;
  };
  return {
    file,
    decode: (value, carried, name) =>
      carried === "value" ? value : parseJson(textOf(value, carried, name), `${file}#${name}`),
    decodeIfDashboard(value, carried, name) {
      if (carried === "value") return value;
      const text = textOf(value, carried, name);
      if (!isDashboardText(text)) return undefined;
      return parseJson(text, `${file}#${name}`);
    },
  };
}

function decodeText(value: unknown, carried: Carried, file: string): string {
  const wrong = (why: string) => new DashboardError(`${file}: ${why}`);
  if (typeof value !== "string") throw wrong("expected text that holds a dashboard's JSON");
  if (carried === "text") return value;
  if (carried === "template") return unescapeTemplate(value);
  if (value.length > maxEncodedChars) throw wrong("more than 16 MiB of base64, the limit for a dashboard");
  const base64 = value.replaceAll(/\s+/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) throw wrong("not valid base64");
  const bytes = Buffer.from(base64, "base64");
  if (carried === "base64") return bytes.toString("utf8");
  try {
    return gunzipSync(bytes, { maxOutputLength: maxDashboardBytes }).toString("utf8");
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw wrong(tooLarge ? "unpacks to more than 16 MiB, the limit for a dashboard" : "not valid gzip");
  }
}

/**
 * The value that holds a dashboard, from its JSON.
 *
 * @param old - the value that held it before, whose indentation and line end are kept.
 */
export function encodeCarried(json: unknown, carried: Carried, old: unknown): unknown {
  if (carried === "value") return json;
  if (carried === "template") {
    const before = typeof old === "string" ? unescapeTemplate(old) : undefined;
    return escapeTemplate(String(encodeCarried(json, "text", before)));
  }
  const before = carried === "text" && typeof old === "string" ? old : undefined;
  if (before !== undefined) return stringifyLike(json, before);
  const text = JSON.stringify(json, undefined, asObject(json) === undefined ? undefined : indentOf(undefined));
  if (carried === "text") return `${text}\n`;
  return carried === "base64" ? Buffer.from(text).toString("base64") : gzipSync(text).toString("base64");
}
