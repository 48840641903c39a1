import { expect, test } from "vitest";
import { readText } from "../scrape/read-text.ts";
import { relayTarget } from "./relay-target.ts";
import { RelayedSeries } from "./relayed-series.ts";

const target = relayTarget("http://a:1/metrics#job=shop");
const create = (isTaken = (_name: string) => false) =>
  new RelayedSeries({ target, label: { name: "preview", value: "p" }, isTaken });

/** The samples of a scrape by name and own labels. */
function scrape(series: RelayedSeries, text: string | undefined, timeMs: number) {
  const page = text === undefined ? undefined : readText(text);
  return Object.fromEntries(
    series.scraped(page, { timeMs, seconds: 0.5 }).map(({ labels, value, timeMs: at }) => {
      const { __name__: name, instance: _, job: __, preview: ___, ...own } = Object.fromEntries(labels);
      const key = `${name}${Object.entries(own).map(([label, text]) => ` ${label}=${text}`)}`;
      return [key, at === timeMs ? value : [value, at]];
    }),
  );
}

const report = (up: number, scraped: number, kept: number, added: number) => ({
  ...{ up, scrape_duration_seconds: 0.5, scrape_samples_scraped: scraped },
  ...{ scrape_samples_post_metric_relabeling: kept, scrape_series_added: added },
});

test("a series that is gone gets one stale marker, and a failed scrape ends all but what is said of it", () => {
  const series = create();
  expect(scrape(series, "a 1\nb 2\n", 1000)).toEqual({ a: 1, b: 2, ...report(1, 2, 2, 2) });
  expect(scrape(series, "b 3\nc 1\n", 2000)).toEqual({ a: "stale", b: 3, c: 1, ...report(1, 2, 2, 1) });
  expect(scrape(series, undefined, 3000)).toEqual({ b: "stale", c: "stale", ...report(0, 0, 0, 0) });
  expect(scrape(series, undefined, 4000)).toEqual(report(0, 0, 0, 0));
  // As in Prometheus, series that return after an outage are not new.
  expect(scrape(series, "b 3\n", 5000)).toEqual({ b: 3, ...report(1, 1, 1, 0) });
  const ends = series.ended(6000);
  expect(ends.map(({ value }) => value)).toEqual(Array(6).fill("stale"));
  expect(series.ended(7000)).toEqual([]);
});

test("labels of the target win, the page's own move aside, and the preview's label is on everything", () => {
  const [sample] = create().scraped(readText('a{job="x",exported_job="y",z="1"} 1\n'), { timeMs: 1, seconds: 0 });
  expect(Object.fromEntries(sample!.labels)).toEqual({
    ...{ __name__: "a", instance: "a:1", job: "shop", z: "1", preview: "p" },
    ...{ exported_job: "y", exported_exported_job: "x" },
  });
});

test("names of the spec are left out, up and duplicates included", () => {
  const series = create((name) => name === "a" || name === "up");
  const { up: _, ...rest } = report(1, 4, 3, 2);
  expect(scrape(series, 'a 1\nb 2\nb 3\nc{x=""} 4\n', 1000)).toEqual({ b: 2, c: 4, ...rest });
});

test("times of the page are kept, sent once, never far ahead, and never ended", () => {
  const series = create();
  expect(scrape(series, "a 1 500\nb 2 9999999\n", 1000)["a"]).toEqual([1, 500]);
  expect(Object.keys(scrape(series, "a 1 500\nb 2 9999999\n", 2000))).toHaveLength(5);
  expect(scrape(series, "a 2 1500\n", 3000)["a"]).toEqual([2, 1500]);
  expect(scrape(series, "", 4000)).toEqual(report(1, 0, 0, 0));
});
