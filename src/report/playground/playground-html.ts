import { fillPage } from "../page-html.ts";
import type { PlaygroundData } from "./playground-data.ts";

/**
 * The playground's page with its document in it. It may talk to the source of its answers only.
 *
 * @param template - `assets/playground.html`.
 * @throws {Error} if the template has no place for it, or the Prometheus is not on the loopback address.
 */
export function playgroundHtml(template: string, data: PlaygroundData): string {
  return fillPage(template, data, connectsTo(data.source));
}

function connectsTo(source: PlaygroundData["source"]): string | undefined {
  if (source.kind === "none" || source.kind === "page") return undefined;
  if (source.kind === "serve") return "'self'";
  const { origin } = new URL(source.url);
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(origin)) throw new Error(`the playground's Prometheus is at ${origin}`);
  return origin;
}
