import { expect, test } from "vitest";
import { PrometheusError } from "../../errors.ts";
import { failingPart } from "./failing-part.ts";

/** A server that refuses every query with one of these texts in it. */
function refusing(...texts: string[]) {
  const asked: string[] = [];
  const ask = async (query: string) => {
    asked.push(query);
    if (texts.some((text) => query.includes(text))) throw new PrometheusError("refused", { code: "bad-query" });
  };
  return { asked, ask, maxAsks: 30 };
}

test.for([
  ["sum(a / on (job) b) > 0", "a / on (job) b", "a / on (job) b"],
  ["1 + (rate(x[5m]) * y / z)", "y / z", "rate(x[5m]) * y / z"],
  ["sum by (job) (rate(bad[5m])) / sum(good)", "bad", "bad"],
  ["topk(3, good) or bad", "nothing is refused alone", "topk(3, good) or bad"],
  ["-(max_over_time(bad[1h:1m]))", "bad", "bad"],
] as const)("failingPart of %s, where the server refuses %s, is %s", async ([query, refused, expected]) => {
  expect(await failingPart(query, refusing(refused))).toBe(expected);
});

test("failingPart asks for a range inside a function, and for no number and no text", async () => {
  const server = refusing("quantile");
  expect(await failingPart('label_replace(quantile_over_time(0.9, x[5m]), "a", "b", "c", "d")', server)).toBe(
    "quantile_over_time(0.9, x[5m])",
  );
  expect(server.asked).toEqual(["quantile_over_time(0.9, x[5m])", "last_over_time(x[5m]\n)"]);
});

test("failingPart takes a server that does not answer for no refusal, keeps to its budget, and passes bugs on", async () => {
  const down = () => Promise.reject(new PrometheusError("503", { code: "failed" }));
  expect(await failingPart("sum(x)", { ask: down, maxAsks: 30 })).toBe("sum(x)");
  const server = { ...refusing("x"), maxAsks: 1 };
  expect(await failingPart("sum(max(x))", server)).toBe("max(x)");
  expect(server.asked).toHaveLength(1);
  const bug = () => Promise.reject(new TypeError("a bug"));
  await expect(failingPart("sum(x)", { ask: bug, maxAsks: 30 })).rejects.toThrow("a bug");
  expect(await failingPart("sum(", refusing())).toBeUndefined();
});
