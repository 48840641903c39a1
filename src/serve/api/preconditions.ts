import type { FastifyRequest } from "fastify";
import { Problem } from "./problem.ts";

/**
 * Lets a change pass only if its sender has seen what it changes.
 *
 * @param etag - of what is there now.
 * @throws {Problem} 428 without `If-Match`, 412 if it names something else.
 */
export function requireMatch({ headers }: FastifyRequest, etag: string): void {
  const given = headers["if-match"];
  if (given === undefined)
    throw new Problem(
      428,
      "if-match",
      "send the ETag of what you have seen as If-Match, so that nobody's change is lost",
      {
        headers: { ETag: etag },
      },
    );
  if (given.trim() === "*" || listed(given, etag)) return;
  throw new Problem(412, "changed", "somebody changed it in the meantime: read it again, then repeat your change", {
    headers: { ETag: etag },
  });
}

/** Whether the sender has this already, by `If-None-Match`. */
export function isKnown({ headers }: FastifyRequest, etag: string): boolean {
  const given = headers["if-none-match"];
  return given !== undefined && (given.trim() === "*" || listed(given, etag));
}

function listed(header: string, etag: string): boolean {
  return header
    .slice(0, 4096)
    .split(",")
    .some((one) => one.trim().replace(/^W\//, "") === etag);
}
