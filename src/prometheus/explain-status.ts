import type { Receiver } from "./receivers.ts";

/**
 * The error code of a status that the query API answered, and what to try. The advice goes on a sentence: it is empty,
 * or begins with a semicolon.
 */
export function explainStatus(status: number, receiver: Pick<Receiver, "advice">): { code: string; advice: string } {
  if (status === 401)
    return {
      code: "unauthorized",
      advice: `; ${receiver.advice.unauthorized ?? "check --prometheus-token, or user name and password"}`,
    };
  if (status === 403) return { code: "forbidden", advice: "; these credentials may not do that" };
  if (status === 404)
    return {
      code: "not-found",
      advice: "; is the address right, with its sub-path, and does --receiver say what server it is?",
    };
  if (status === 400 || status === 422) return { code: "bad-query", advice: "" };
  if (status >= 300 && status < 400)
    return { code: "unexpected", advice: "; only a redirect within the same scheme, host and port is followed" };
  if (status === 429 || status >= 500) return { code: "unavailable", advice: "; try again later" };
  return { code: "unexpected", advice: status < 300 ? "; is there a login page or a proxy in front of it?" : "" };
}
