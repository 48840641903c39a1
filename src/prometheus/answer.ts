import { PrometheusError } from "../errors.ts";
import type { HttpClient } from "../http/client.ts";
import { isCutOff, repeatForStatus } from "../http/repeat.ts";
import type { HttpResponse } from "../http/request.ts";
import type { Repeat } from "../http/retry.ts";
import { isWebPage, serverWords } from "../http/server-words.ts";
import { explainStatus } from "./explain-status.ts";
import { redirectText } from "./follow-redirects.ts";
import type { Prometheus, PrometheusAnswer } from "./prometheus.ts";

/**
 * How far an answer may be retried. A 503 from the API itself means that the query took too long, which a retry most
 * likely does too.
 */
export function repeatForAnswer(response: HttpResponse, { status, genuine }: PrometheusAnswer): Repeat {
  const again = repeatForStatus(status);
  if (again === "outage" && genuine && status !== 429) return "fault";
  return again === "final" && (isCutOff(response) || (status >= 200 && status < 300 && !genuine)) ? "fault" : again;
}

/** The envelope of an answer: status, `data` of a success, and the error without credentials. */
export function readAnswer(response: HttpResponse, client: HttpClient): PrometheusAnswer {
  const body = response.json() as { status?: unknown; data?: unknown; error?: unknown } | undefined;
  const success = response.status >= 200 && response.status < 300;
  const redirect = redirectText(response, client.url);
  return {
    status: response.status,
    headers: response.headers,
    data: success && body?.status === "success" ? body.data : undefined,
    error:
      typeof body?.error === "string"
        ? client.redact(body.error.slice(0, 4000)).slice(0, 500)
        : success
          ? "the answer is not from Prometheus' API"
          : redirect !== ""
            ? client.redact(redirect).slice(0, 200).trim()
            : isWebPage(response)
              ? `a web page that is not from its API, titled "${serverWords(response, client.redact)}"`
              : client.redact(response.text().slice(0, 4000)).slice(0, 200).trim(),
    genuine: body?.status === "success" || (body?.status === "error" && typeof body.error === "string"),
  };
}

/**
 * The `data` of a successful answer.
 *
 * @throws {PrometheusError} naming what was being done, for any other: `unauthorized`, `forbidden`, `not-found`,
 *   `bad-query`, `unavailable`, `unexpected`.
 */
export function requireData(
  { url, receiver }: Pick<Prometheus, "url" | "receiver">,
  doing: string,
  { status, data, error }: PrometheusAnswer,
): unknown {
  if (data !== undefined) return data;
  const { code, advice } = explainStatus(status, receiver);
  throw new PrometheusError(`${doing}: ${url} answered ${status}${error === "" ? "" : ` (${error})`}${advice}`, {
    code,
    status,
  });
}
