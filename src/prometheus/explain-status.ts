import type { Receiver } from "./receivers.ts";

/**
 * The error code for a status of the query API, and advice on what to do. The advice continues a sentence: it is either
 * empty or begins with a semicolon.
 */
export function explainStatus(status: number, receiver: Pick<Receiver, "advice">): { code: string; advice: string } {
  if (status === 401)
    return {
      code: "unauthorized",
      advice: `; ${receiver.advice.unauthorized ?? "check --prometheus-token, or user name and password"}`,
    };
  if (status === 403) return { code: "forbidden", advice: "; these credentials lack the permission" };
  if (status === 404)
    return {
      code: "not-found",
      advice: "; check the address, including a sub-path, and --receiver",
    };
  if (status === 400 || status === 422) return { code: "bad-query", advice: "" };
  if (status >= 300 && status < 400)
    return { code: "unexpected", advice: "; only a redirect within the same scheme, host and port is followed" };
  if (status === 429 || status >= 500) return { code: "unavailable", advice: "; try again later" };
  return { code: "unexpected", advice: status < 300 ? "; check for a login page or a proxy in front of it" : "" };
}
