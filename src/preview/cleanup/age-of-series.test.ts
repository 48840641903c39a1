import { afterEach, expect, test } from "vitest";
import { startHttpDouble } from "../../../test/servers/http-double.ts";
import { isolationValue, newRevision } from "../../identity/preview-identity.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { ageOfSeries } from "./age-of-series.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const hour = 3_600_000;
const nowMs = Date.UTC(2026, 10, 24);
const clock = { nowMs, now: () => nowMs };

/** The age of a run that began `agoMs` ago, on a server whose answers to "are there samples" are these, in order. */
async function age(agoMs: number, answers: readonly boolean[], orphanAgeMs = hour) {
  const left = [...answers];
  const server = await startHttpDouble((_, response) => {
    const result = left.shift() === true ? [{ metric: {}, value: [1, "3"] }] : [];
    response.writeHead(200).end(JSON.stringify({ status: "success", data: { resultType: "vector", result } }));
  });
  const prometheus = createPrometheus({ url: server.url, userAgent: "test" });
  running.push({ stop: () => prometheus.close() }, server);
  const value = isolationValue({ project: "k2m4x7qa", key: "pr-1" }, newRevision(nowMs - agoMs));
  const found = await ageOfSeries(value, { prometheus, clock, orphanAgeMs });
  return { found, queries: server.seen.map(({ body }) => new URLSearchParams(body).get("query")) };
}

test("ageOfSeries calls series without samples empty, however old", async () => {
  expect((await age(100 * hour, [false])).found).toBe("empty");
});

test("ageOfSeries calls a run young that began within the age, and ten minutes more for clocks that differ", async () => {
  expect((await age(0.5 * hour, [true])).found).toBe("young");
  expect((await age(hour + 60_000, [true])).found).toBe("young");
  // A start in the future is no proof of age.
  expect((await age(-0.5 * hour, [true])).found).toBe("young");
});

test("ageOfSeries calls a run young that wrote something within the age, and else old", async () => {
  const young = await age(3 * hour, [true, true]);
  expect(young.found).toBe("young");
  expect(young.queries[1]).toMatch(/^count\(last_over_time\(\{dashpreview="k2m4x7qa\.pr-1\.[a-z2-7]{8}"\}\[1h\]\)\)$/);
  expect((await age(3 * hour, [true, false])).found).toBe("old");
});

test("ageOfSeries calls everything with samples old where the age does not matter", async () => {
  expect((await age(0, [true], 0)).found).toBe("old");
});
