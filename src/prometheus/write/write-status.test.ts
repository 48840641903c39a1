import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { retryAfterMs } from "../../http/retry.ts";
import { judgeWrite } from "./write-status.ts";

const nowMs = Date.UTC(2026, 10, 23, 12, 0, 0);
const answer = (status: number, body = "", headers: Record<string, string> = {}) => ({
  status,
  headers,
  text: () => body,
});

test.for([
  { status: 200, body: "", state: "stored" },
  { status: 202, body: "", state: "stored" },
  { status: 204, body: "", state: "stored" },
  { status: 301, body: "", state: "refused" },
  { status: 400, body: "out of bounds", state: "refused" },
  { status: 400, body: "too old sample", state: "refused" },
  { status: 400, body: "out of order sample", state: "repeated" },
  { status: 400, body: "duplicate sample for timestamp", state: "repeated" },
  { status: 401, body: "", state: "refused" },
  { status: 403, body: "", state: "refused" },
  { status: 404, body: "remote write receiver needs to be enabled", state: "refused" },
  { status: 409, body: "conflict", state: "repeated" },
  { status: 413, body: "", state: "refused" },
  { status: 429, body: "", state: "later" },
  { status: 500, body: "", state: "later" },
  { status: 500, body: "too old sample", state: "refused" },
  { status: 500, body: "native histograms are disabled", state: "refused" },
  { status: 500, body: "empty labelset: invalid sample", state: "refused" },
  { status: 503, body: "", state: "later" },
  { status: 529, body: "", state: "later" },
])("judgeWrite classifies $status $body as $state", ({ status, body, state }) => {
  expect(judgeWrite(answer(status, body), nowMs).state).toBe(state);
});

test("judgeWrite keeps 300 characters of the server's answer", () => {
  expect(judgeWrite(answer(400, "x".repeat(10_000)), nowMs)).toEqual({
    state: "refused",
    reason: `400 ${"x".repeat(300)}`,
  });
});

interface Exchange {
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string };
  readonly response: { readonly status: number; readonly body: unknown };
}

/** The meaning of the recorded answers, by status and beginning of the body. */
function meaningOf(status: number, body: string): string {
  if (status === 204) return "stored";
  if (status === 500) return "refused";
  return /^(out of order sample|duplicate sample)/.test(body) ? "repeated" : "refused";
}

test.for([
  "prometheus-2.42-default",
  "prometheus-2.42-out-of-order-window",
  "prometheus-3.16-default",
  "prometheus-3.16-out-of-order-window",
  "victoriametrics-1.79",
])("judgeWrite classifies none of the recorded answers of %s as retryable", (file) => {
  const { exchanges } = JSON.parse(readFileSync(`test/contracts/${file}.json`, "utf8")) as { exchanges: Exchange[] };
  const writes = exchanges.filter(({ request }) => request.method === "POST" && request.path.endsWith("/api/v1/write"));
  expect(writes.length).toBeGreaterThan(20);
  for (const { name, response } of writes) {
    const body = String(response.body ?? "");
    expect({ name, state: judgeWrite(answer(response.status, body), nowMs).state }).toEqual({
      name,
      state: meaningOf(response.status, body),
    });
  }
});

test.for([
  ["0", 0],
  ["3", 3000],
  [" 120 ", 120_000],
  ["999999999999999", 999_999_999_999_999_000],
  ["Mon, 23 Nov 2026 12:00:30 GMT", 30_000],
  ["Mon, 23 Nov 2026 11:00:00 GMT", 0],
  ["Fri, 31 Dec 9999 23:59:59 GMT", Date.UTC(9999, 11, 31, 23, 59, 59) - nowMs],
  ["", undefined],
  ["-5", undefined],
  ["1.5", undefined],
  ["1e9", undefined],
  ["soon", undefined],
  ["9".repeat(400), undefined],
  [undefined, undefined],
] as const)("retryAfterMs reads %s as %s", ([text, expected]) => {
  expect(retryAfterMs(text, nowMs)).toBe(expected);
});

test("judgeWrite hands the wait of a 429 and of a 503 on", () => {
  expect(judgeWrite(answer(429, "slow down", { "retry-after": "7" }), nowMs)).toEqual({
    state: "later",
    waitMs: 7000,
    reason: "429 slow down",
  });
  expect(judgeWrite(answer(503, "", { "retry-after": "nonsense" }), nowMs)).toEqual({
    state: "later",
    waitMs: undefined,
    reason: "503",
  });
});

test.for([
  { written: { samples: "5", histograms: "2" }, state: "stored" },
  { written: { samples: "7" }, state: "stored" },
  // A receiver may have filled in something of its own.
  { written: { samples: "9", histograms: "0" }, state: "stored" },
  { written: { samples: "6", histograms: "0" }, state: "repeated" },
  { written: {}, state: "refused" },
  { written: { samples: "many" }, state: "refused" },
])(
  "judgeWrite reads of a request of version 2 with 7 samples how many were written: $written is $state",
  ({ written, state }) => {
    const headers = Object.fromEntries(
      Object.entries(written).map(([what, count]) => [`x-prometheus-remote-write-${what}-written`, count]),
    );
    expect(judgeWrite(answer(204, "", headers), nowMs, 7).state).toBe(state);
  },
);
