import { afterEach, expect, test } from "vitest";
import { startHttpDouble } from "../../../test/servers/http-double.ts";
import { isolationValue, newRevision } from "../../identity/preview-identity.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { dropMarks } from "./drop-marks.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const nowMs = Date.UTC(2026, 10, 24);
const clock = { nowMs, now: () => nowMs };
const hour = 3_600_000;
const value = (agoMs: number) => isolationValue({ project: "k2m4x7qa", key: "pr-1" }, newRevision(nowMs - agoMs));

/** Selectors of what is deleted, on a server that has samples or none. */
async function deleted(
  values: readonly string[],
  { samples = false, doubt }: { samples?: boolean; doubt?: string } = {},
) {
  const server = await startHttpDouble((request, response) => {
    const result = samples ? [{ metric: {}, value: [1, "1"] }] : [];
    if (request.url!.includes("/admin/")) response.writeHead(204).end();
    else response.writeHead(200).end(JSON.stringify({ status: "success", data: { resultType: "vector", result } }));
  });
  const prometheus = createPrometheus({ url: server.url, userAgent: "test" });
  running.push({ stop: () => prometheus.close() }, server);
  await dropMarks(prometheus, values, doubt === undefined ? clock : { ...clock, doubt });
  return server.seen
    .filter(({ target }) => target.includes("/admin/"))
    .map(({ target, body }) => new URLSearchParams(body || target.split("?")[1]).get("match[]"));
}

test("dropMarks deletes marks of runs that began over an hour ago and have no sample", async () => {
  const [old, young] = [value(2 * hour), value(0.5 * hour)];
  expect(await deleted([old, young, "not-ours"])).toEqual([
    `{__name__=~"dashpreview_preview_info|dashpreview_live_progress|dashpreview_shard_plan|dashpreview_shard_done",preview="${old}"}`,
  ]);
});

test("dropMarks keeps the mark of a run with samples, and all of them while a clock is in doubt", async () => {
  expect(await deleted([value(2 * hour)], { samples: true })).toEqual([]);
  expect(await deleted([value(2 * hour)], { doubt: "no Date" })).toEqual([]);
});
