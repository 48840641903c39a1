import { expect, test } from "vitest";
import { PrometheusError } from "../../errors.ts";
import type { QueryBackend } from "../../templating/backend.ts";
import { createGuard, guardBackend } from "./guarded-backend.ts";

const never = new AbortController().signal;
const fail = (code: string) => () => Promise.reject(new PrometheusError(code, { code: code as "failed" }));
const fine = async () => "fine";

test("createGuard asks no more after five faults in a row", async () => {
  const guard = createGuard({ deadline: never });
  for (let fault = 0; fault < 4; fault++) await expect(guard(fail("failed"))).rejects.toThrow("failed");
  expect(await guard(fine)).toBe("fine");
  for (let fault = 0; fault < 5; fault++) await expect(guard(fail("failed"))).rejects.toThrow("failed");
  await expect(guard(fine)).rejects.toMatchObject({ code: "unreachable", exitCode: 3 });
});

test("createGuard does not count what a server says against a query", async () => {
  const guard = createGuard({ deadline: never });
  for (let query = 0; query < 20; query++) await expect(guard(fail("bad-query"))).rejects.toThrow("bad-query");
  expect(await guard(fine)).toBe("fine");
});

test("createGuard throws at the deadline, and the signal's reason when it is aborted", async () => {
  const late = createGuard({ deadline: AbortSignal.abort() });
  await expect(late(fine)).rejects.toMatchObject({ code: "deadline", message: "the time for checking was over" });
  const aborted = createGuard({ deadline: never, signal: AbortSignal.abort(new Error("stop")) });
  await expect(aborted(fine)).rejects.toThrow("stop");
});

test("guardBackend puts every question through the guard", async () => {
  const answer = { series: [] };
  const backend: QueryBackend = {
    instant: async () => answer,
    range: async () => answer,
    labelNames: async () => ["a"],
    labelValues: async () => ["b"],
    series: async () => [],
  };
  let asked = 0;
  const guarded = guardBackend(backend, (ask) => {
    asked++;
    return ask(never);
  });
  const scope = { startMs: 0, endMs: 1 };
  expect(await guarded.instant("x", 1)).toBe(answer);
  expect(await guarded.range("x", { ...scope, stepMs: 1 })).toBe(answer);
  expect(await guarded.labelNames(scope)).toEqual(["a"]);
  expect(await guarded.labelValues("a", scope)).toEqual(["b"]);
  expect(await guarded.series("x", scope)).toEqual([]);
  expect(asked).toBe(5);
});
