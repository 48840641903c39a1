import { decodeAnswer } from "../../../../src/prometheus/query/decode-answer.ts";
import type { StepAnswer, StepAsk, StepQuestion } from "../../../../src/promql/steps/answer.ts";
import { isolatedAsk } from "../../../../src/promql/steps/isolated-ask.ts";

/** Answers of a whole series are longer than anybody can look at. */
const maxBytes = 20 * 1024 * 1024;
const timeoutMs = 30_000;

/** The way to a Prometheus: its API, or the server that hands questions on. */
export interface AskOptions {
  /** Where to send `query` and `query_range`, with a slash at its end. */
  readonly base: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The label of the series that may be seen; undefined for all. */
  readonly label: { readonly name: string; readonly value: string } | undefined;
}

/** The server does not answer: the page says so once, and not for every part. */
export class NoAnswer extends Error {}

/** Asks for the series of one label, which their answers lack. */
export function askPrometheus({ base, headers, label }: AskOptions): StepAsk {
  const ask: StepAsk = (question) =>
    send(`${base}${pathOf(question)}`, { query: question.query, ...timesOf(question) }, headers);
  return label === undefined ? ask : isolatedAsk(ask, label);
}

const pathOf = (question: StepQuestion) => ("atMs" in question ? "query" : "query_range");

function timesOf(question: StepQuestion): Record<string, string> {
  if ("atMs" in question) return { time: seconds(question.atMs) };
  const { fromMs, toMs, stepMs } = question;
  return { start: seconds(fromMs), end: seconds(toMs), step: seconds(stepMs) };
}

const seconds = (ms: number) => String(ms / 1000);

async function send(
  url: string,
  parameters: Record<string, string>,
  headers: Readonly<Record<string, string>> = {},
): Promise<StepAnswer> {
  let text: string;
  let status: number;
  try {
    const asJson = headers["Content-Type"] === "application/json";
    const response = await fetch(url, {
      method: "POST",
      headers,
      body: asJson ? JSON.stringify(parameters) : new URLSearchParams(parameters),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
      credentials: "omit",
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw new NoAnswer(error instanceof Error ? error.message : String(error));
  }
  if (text.length > maxBytes) return { ok: false, error: "The answer is too large to show: ask for fewer series." };
  const body = read(text);
  if (body?.status === "success") {
    const { series, text: words } = decodeAnswer(body.data);
    return {
      ok: true,
      type: (body.data as { resultType: "vector" }).resultType,
      series: series.map((one) => ({ ...one, labels: Object.fromEntries(one.labels) })),
      ...(words === undefined ? {} : { text: words }),
    };
  }
  if (status === 502 || status === 503) throw new NoAnswer(String(body?.error ?? body?.detail ?? status));
  return { ok: false, error: String(body?.error ?? body?.detail ?? `The server answered ${status}.`).slice(0, 1000) };
}

function read(text: string): { status?: unknown; data?: unknown; error?: unknown; detail?: unknown } | undefined {
  try {
    return JSON.parse(text) as { status?: unknown };
  } catch {
    return undefined;
  }
}
