import { expect, test } from "vitest";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { prometheusBackend } from "./prometheus-backend.ts";

/** A connection that answers everything with `answer`, and keeps what was asked. */
function answering(answer: object) {
  const asked: object[] = [];
  const ask = async (request: object) => {
    asked.push(request);
    return { data: undefined, error: "", status: 200, genuine: true, ...answer };
  };
  return { asked, backend: prometheusBackend({ ask } as unknown as Prometheus) };
}

test("prometheusBackend asks for labels of a selector in seconds", async () => {
  const { asked, backend } = answering({ data: ["a", 1, "b"] });
  expect(await backend.labelValues("job/x", { match: "x", startMs: 500, endMs: 2000 })).toEqual(["a", "b"]);
  expect(asked).toMatchObject([
    { method: "GET", path: "/label/job%2Fx/values", parameters: { "match[]": "x", start: "0.5", end: "2" } },
  ]);
});

test.for([
  [
    { error: "parse error", status: 400 },
    { code: "bad-query", message: "parse error" },
  ],
  [{ error: "too many samples", status: 422 }, { code: "bad-query" }],
  [{ error: "login", status: 400, genuine: false }, { code: "failed" }],
  [{ status: 503 }, { code: "failed", message: "HTTP 503" }],
] as const)(
  "prometheusBackend tells what the server says against a query from no answer: %j",
  async ([answer, expected]) => {
    await expect(answering(answer).backend.instant("x", 0)).rejects.toMatchObject(expected);
  },
);
