import { asObject, field, textField } from "../json/read.ts";
import type { HttpResponse } from "./request.ts";

/**
 * Prepares a server's text for a message: without secrets and control characters, at most 300 characters. Secrets are
 * removed before the text is cut.
 */
export function quote(text: string, redact: (text: string) => string): string {
  const clean = redact(text.slice(0, 4000)).replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
  return clean.length > 300 ? `${clean.slice(0, 299)}…` : clean;
}

/** Whether an answer is a web page: a login page, an ingress or a proxy gave it, not an API. */
export function isWebPage({ headers, text }: Pick<HttpResponse, "headers" | "text">): boolean {
  return (
    /^\s*(?:text\/html|application\/xhtml)/i.test(headers["content-type"] ?? "") ||
    /^\ufeff?\s*<(?:!doctype html|html|head|body)\b/i.test(text().slice(0, 200))
  );
}

/**
 * The reason that a server gave for refusing a request: the message of its JSON, the title of its page, or its plain
 * text. One line of at most 300 characters, without secrets; empty if it gave none.
 */
export function serverWords(response: HttpResponse, redact: (text: string) => string): string {
  const text = response.text().slice(0, 20_000);
  if (isWebPage(response)) {
    const title = /<title[^>]*>([^<]{1,500})/i.exec(text)?.[1] ?? /<h1[^>]*>([^<]{1,500})/i.exec(text)?.[1] ?? "";
    return quote(title.replaceAll(/\s+/g, " "), redact).trim();
  }
  const body = response.json();
  // The text of a redirect repeats its address, which may hold a credential.
  if (asObject(body) === undefined && response.status >= 300 && response.status < 400) return "";
  if (asObject(body) === undefined) return body === undefined ? quote(text, redact).trim() : "";
  // GitHub, Grafana: `message`; OAuth: `error` and `error_description`; GitLab: an object of messages by field.
  const message = field(body, "message") ?? field(body, "error_description") ?? field(body, "error");
  const details = textField(body, "message") === undefined ? undefined : textField(body, "error");
  const said = typeof message === "string" ? message : message === undefined ? "" : JSON.stringify(message);
  return quote(details === undefined || said.includes(details) ? said : `${said}: ${details}`, redact).trim();
}
