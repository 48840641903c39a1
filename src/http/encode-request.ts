import { Buffer } from "node:buffer";
import type { HttpRequest } from "./request.ts";

/** The body of a request and its content type, if it has one. */
export function encodeBody({ body, json, form }: HttpRequest): { data?: unknown; type?: string } {
  if (json !== undefined) return { data: JSON.stringify(json), type: "application/json" };
  if (form !== undefined) return { data: encodeParameters(form), type: "application/x-www-form-urlencoded" };
  if (body === undefined) return {};
  return { data: typeof body === "string" ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
}

/** The query string with its question mark; empty without parameters. */
export function encodeQuery(query: HttpRequest["query"] = {}): string {
  const text = encodeParameters(query);
  return text === "" ? "" : `?${text}`;
}

function encodeParameters(parameters: NonNullable<HttpRequest["query"]>): string {
  const encoded = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [String(value)]) encoded.append(name, one);
  }
  return encoded.toString();
}
