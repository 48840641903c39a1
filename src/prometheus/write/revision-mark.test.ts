import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSeries } from "../../../test/promql/remote-write.ts";
import type { TestServer } from "../../../test/servers/process.ts";
import { startPrometheus } from "../../../test/servers/prometheus.ts";
import { startRemoteWriteDouble } from "../../../test/servers/remote-write-double.ts";
import { createPrometheus } from "../connection.ts";
import type { Prometheus } from "../prometheus.ts";
import { deleteMark, listMarks, writeMark } from "./revision-mark.ts";

let server: TestServer;
let prometheus: Prometheus;
const timeMs = Date.now() - 60_000;
const context = { timeMs, now: Date.now, random: () => 0, sleep: async () => {} };
beforeAll(async () => {
  server = await startPrometheus();
  prometheus = createPrometheus({ url: server.url, userAgent: "test" });
});
afterAll(async () => {
  prometheus.close();
  await server.stop();
});

test("writeMark records the dashboards of a revision, and listMarks reads it back for one project or all", async () => {
  const mark = { value: "aaaaaaaa.pr-1.bbbbbbbb", home: "cccccccccccc", srcs: ["d".repeat(16), "e".repeat(16)] };
  expect(await writeMark(prometheus, mark, context)).toBe(true);
  expect(await writeMark(prometheus, { ...mark, value: "zzzzzzzz.pr-1.bbbbbbbb" }, context)).toBe(true);
  expect(await listMarks(prometheus, ["aaaaaaaa"])).toEqual(new Map([[mark.value, { ...mark, whole: true }]]));
  expect([...(await listMarks(prometheus)).keys()].sort()).toEqual([mark.value, "zzzzzzzz.pr-1.bbbbbbbb"]);
});

test("writeMark writes no series with the isolation label: no query of a preview sees a mark", async () => {
  const double = await startRemoteWriteDouble();
  const one = createPrometheus({ url: double.url, userAgent: "test" });
  await writeMark(one, { value: "a.b.c", home: "h", srcs: ["s"] }, context);
  one.close();
  await double.stop();
  const [series, ...more] = double.received.flatMap((request) => request.decoded().series);
  expect(more).toEqual([]);
  expect(series!.labels.map(({ name, value }) => `${name}=${value}`)).toEqual([
    "__name__=dashpreview_preview_info",
    "dashboards=1",
    "home=h",
    "preview=a.b.c",
    "src=s",
  ]);
  expect(series!.samples).toMatchObject([{ timeMs, value: 1 }]);
});

test("listMarks marks a mark as incomplete if it lacks a dashboard or names two homes", async () => {
  const labels = (change: Record<string, string>) => ({
    labels: {
      __name__: "dashpreview_preview_info",
      preview: "half.pr-1.x",
      home: "h",
      src: "s",
      dashboards: "2",
      ...change,
    },
    samples: [{ timeMs, value: 1 }],
  });
  await writeSeries(server.url, [
    labels({}),
    labels({ preview: "torn.pr-1.x", dashboards: "2" }),
    labels({ preview: "torn.pr-1.x", dashboards: "2", home: "g", src: "t" }),
  ]);
  const marks = await listMarks(prometheus);
  expect([marks.get("half.pr-1.x")!.whole, marks.get("torn.pr-1.x")!.whole]).toEqual([false, false]);
});

test("deleteMark deletes the mark of one revision", async () => {
  const count = async () => {
    const query = new URLSearchParams({
      query: 'count(last_over_time(dashpreview_preview_info{preview=~".+bbbbbbbb"}[1h]))',
    });
    const answer = (await (await fetch(`${server.url}/api/v1/query?${query}`)).json()) as {
      data: { result: { value: [number, string] }[] };
    };
    return Number(answer.data.result[0]?.value[1] ?? 0);
  };
  expect(await count()).toBe(4);
  expect(await deleteMark(prometheus, "aaaaaaaa.pr-1.bbbbbbbb")).toEqual({ deleted: true });
  expect(await count()).toBe(2);
});
