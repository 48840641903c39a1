import { expect, test } from "vitest";
import { createFakeClock } from "../../../test/servers/fake-clock.ts";
import { parseSpec } from "../../data-spec/read/parse.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import { wholeShard } from "../../prometheus/shards/shard.ts";
import type { LivePreview } from "./find-live.ts";
import { LiveSet, type LiveSetOptions } from "./live-set.ts";
import { createStats } from "./live-stats.ts";

const spec = (count: number) =>
  `version: 1\nmetrics: [{name: x, type: gauge, series: [{labels: {i: "{1..${count}}"}, value: 1}]}]\n`;
const preview = (key: string, ...specs: (string | undefined)[]): LivePreview => ({
  project: "k2m4x7qa",
  key,
  revision: "aaaaaaaa",
  value: `k2m4x7qa.${key}.aaaaaaaa`,
  grid: { fromMs: 1_790_000_000_000, stepMs: 15_000, count: 100 },
  specs: specs.map((text) => (text === undefined ? {} : { text })),
  expiresAtMs: Date.UTC(2026, 10, 26, 12),
  dashboards: [{ uid: key, title: key.toUpperCase() }],
});

function make(options: Partial<LiveSetOptions> = {}) {
  const said: string[] = [];
  const stats = createStats();
  const prometheus = createPrometheus({ url: "http://127.0.0.1:9", userAgent: "test" });
  const set = new LiveSet(
    { prometheus, shard: wholeShard, maxSeries: 100, retryMs: 0, stats, ...options },
    {
      ...createFakeClock(),
      signal: new AbortController().signal,
      progress: { step: (text) => void said.push(text), update() {}, clear() {} },
    },
  );
  const take = (...previews: LivePreview[]) => set.take(previews, []);
  return { set, said, stats, take, keys: () => set.works.map((work) => work.preview.key) };
}

test("LiveSet limits the series of all previews together, says so once, and takes one in when there is room", () => {
  const { set, said, stats, take, keys } = make();
  const [a, b] = [preview("a", spec(70)), preview("b", spec(60))];
  take(a, b);
  take(a, b);
  expect(keys()).toEqual(["a"]);
  expect(said).toEqual([
    'writing for k2m4x7qa.a.aaaaaaaa ("A"): 70 series, one scrape every 15s, until 2026-11-26T12:00:00.000Z',
    expect.stringMatching(/not writing for k2m4x7qa\.b\.aaaaaaaa: .*60 series, more than 30.*30 of --max-series 100/s),
  ]);
  expect(stats).toMatchObject({ previews: 1, series: 70, leftAlone: 1, failures: { spec: 1 } });
  set.drop(a.value);
  take(b);
  expect(keys()).toEqual(["b"]);
  expect(stats).toMatchObject({ previews: 1, series: 60, leftAlone: 0 });
});

test("LiveSet writes for the other previews when one is broken", () => {
  const { said, take, keys } = make();
  take(
    preview("broken", "metrics: 7"),
    preview("bomb", spec(1_000_000_000)),
    preview("good", spec(2)),
    preview("lost", undefined),
  );
  expect(keys()).toEqual(["good"]);
  expect(said).toEqual(
    expect.arrayContaining([
      expect.stringContaining("not writing for k2m4x7qa.broken"),
      expect.stringContaining("not writing for k2m4x7qa.bomb"),
      expect.stringMatching(/not writing for k2m4x7qa\.lost.*too large to travel with it: pass it as --data/),
    ]),
  );
});

test("LiveSet takes --data for a preview whose spec did not fit, and for no other", () => {
  const data = { file: "big.yaml", document: parseSpec(spec(3), { file: "big.yaml" }) };
  const { set, take } = make({ data });
  take(preview("lost", undefined), preview("own", spec(1)));
  expect(set.works.map(({ seriesCount }) => seriesCount)).toEqual([3, 1]);
});

test("LiveSet goes on with a preview that is renewed, and begins anew with one whose spec has changed", () => {
  const { set, said, take } = make();
  const first = preview("a", spec(1));
  take(first);
  const [work] = set.works;
  const expiresAtMs = first.expiresAtMs + 1000;
  take({ ...first, expiresAtMs });
  expect(set.works).toEqual([work]);
  expect(set.works[0]!.preview.expiresAtMs).toBe(expiresAtMs);
  take(preview("a", spec(2)));
  expect(set.works[0]).not.toBe(work);
  expect(said).toHaveLength(2);
});
