import { expect, test } from "vitest";
import { PrometheusError } from "../../errors.ts";
import type { ReceiverProbe } from "../query/probe.ts";
import { historyLimit, historySetting, planHistory, takesHistoryMs } from "./plan-history.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const nowMs = 1_790_000_000_000;
const tenYearsMs = 10 * 365 * 24 * hourMs;
/** A default server with a sample of just now. */
const busy: ReceiverProbe = {
  version: "2.42.0",
  nowMs,
  clockAheadMs: 0,
  windowMs: 0,
  newestSampleMs: nowMs,
  empty: false,
  retentionMs: tenYearsMs,
  adminApi: "enabled",
  rules: undefined,
};
const ask = (historyMs: number) => ({ historyMs, wantedMs: historyMs, stepMs: 15_000 });

test("planHistory names the setting to change and the --history that works", () => {
  expect(() => planHistory(busy, ask(6 * hourMs))).toThrow(
    "this server accepts only 55 min of history; set `storage.tsdb.out_of_order_time_window: 6h` for the 6 h you asked for, or pass `--history 55m`",
  );
  expect(() => planHistory(busy, ask(6 * hourMs))).toThrow(PrometheusError);
});

test("historyLimit names the limit and the setting where nobody asked for a length", () => {
  expect(historyLimit(busy, 6 * hourMs)).toBe(
    "this server accepts only 55 min of history; with `storage.tsdb.out_of_order_time_window: 6h` it is filled",
  );
  expect(historyLimit({ ...busy, windowMs: 24 * hourMs, retentionMs: 2 * hourMs }, 6 * hourMs)).toBe(
    "this server keeps samples for only 2 h; with `--storage.tsdb.retention.time=6h` it is filled",
  );
});

test("historySetting names the setting that limits the history", () => {
  expect(historySetting(busy, takesHistoryMs(busy)!)).toBe("storage.tsdb.out_of_order_time_window");
  const short = { ...busy, windowMs: 24 * hourMs, retentionMs: 2 * hourMs };
  expect(historySetting(short, takesHistoryMs(short)!)).toBe("--storage.tsdb.retention.time");
});

test("planHistory gives the server's limit for max, and the requested history if the server accepts more", () => {
  expect(planHistory(busy, { historyMs: "max", wantedMs: 24 * hourMs, stepMs: 15_000 })).toEqual({
    historyMs: 55 * minuteMs,
    uncertain: false,
  });
  expect(planHistory(busy, ask(30 * minuteMs))).toEqual({ historyMs: 30 * minuteMs, uncertain: false });
});

test.for([
  {
    server: "without a window, idle for 2 h",
    probe: { newestSampleMs: nowMs - 2 * hourMs },
    takesMs: 2 * hourMs + 55 * minuteMs,
  },
  { server: "with a window of 6 h", probe: { windowMs: 6 * hourMs }, takesMs: 6 * hourMs - minuteMs },
  { server: "with a window shorter than an hour", probe: { windowMs: 10 * minuteMs }, takesMs: 55 * minuteMs },
  {
    server: "whose newest sample is 30 min ahead",
    probe: { newestSampleMs: nowMs + 30 * minuteMs },
    takesMs: 25 * minuteMs,
  },
  { server: "whose newest sample is 1 h ahead", probe: { newestSampleMs: nowMs + hourMs }, takesMs: 0 },
  {
    server: "with a window of 6 h and its newest sample 1 h ahead",
    probe: { windowMs: 6 * hourMs, newestSampleMs: nowMs + hourMs },
    takesMs: 5 * hourMs - minuteMs,
  },
  { server: "that is empty", probe: { empty: true, newestSampleMs: undefined }, takesMs: tenYearsMs - minuteMs },
  { server: "that does not tell its configuration", probe: { windowMs: undefined }, takesMs: undefined },
  {
    server: "that does not tell its newest sample",
    probe: { empty: undefined, newestSampleMs: undefined },
    takesMs: undefined,
  },
  {
    server: "with a window that does not tell its newest sample",
    probe: { windowMs: 6 * hourMs, empty: undefined, newestSampleMs: undefined },
    takesMs: 6 * hourMs - minuteMs,
  },
])("takesHistoryMs computes the limit of a server $server", ({ probe, takesMs }) => {
  expect(takesHistoryMs({ ...busy, ...probe })).toBe(takesMs);
});

test("planHistory is uncertain if the server reports no limit, and then plans the whole history", () => {
  expect(planHistory({ ...busy, windowMs: undefined, empty: undefined }, ask(24 * hourMs))).toEqual({
    historyMs: 24 * hourMs,
    uncertain: true,
  });
});

test("planHistory cuts a history as long as the window by a minute, for time goes on until the first sample is written", () => {
  expect(planHistory({ ...busy, windowMs: 6 * hourMs }, ask(6 * hourMs))).toEqual({
    historyMs: 6 * hourMs - minuteMs,
    uncertain: false,
  });
});

test("planHistory suggests no --history if the server accepts none", () => {
  const probe = { ...busy, newestSampleMs: nowMs + hourMs };
  expect(() => planHistory(probe, ask(hourMs / 2))).toThrow(/^this server accepts only 0 ?s of history; [^,]*$/);
});
