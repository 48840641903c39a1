import { decodeAnswer } from "../../src/prometheus/query/decode-answer.ts";
import type { StepAsk } from "../../src/promql/steps/answer.ts";

/** Asks a real Prometheus for {@link explainSteps}. */
export function askSteps(url: string): StepAsk {
  return async (question) => {
    const path = "atMs" in question ? "query" : "query_range";
    const times =
      "atMs" in question
        ? { time: String(question.atMs / 1000) }
        : { start: seconds(question.fromMs), end: seconds(question.toMs), step: seconds(question.stepMs) };
    const body = new URLSearchParams({ query: question.query, ...times });
    const response = await fetch(`${url}/api/v1/${path}`, { method: "POST", body });
    const answer = (await response.json()) as { status: string; error?: string; data?: { resultType: string } };
    if (answer.status !== "success") return { ok: false, error: answer.error ?? "" };
    const { series, text } = decodeAnswer(answer.data);
    const type = answer.data!.resultType as "vector";
    return { ok: true, type, text, series: series.map((one) => ({ ...one, labels: Object.fromEntries(one.labels) })) };
  };
}

const seconds = (ms: number) => String(ms / 1000);
