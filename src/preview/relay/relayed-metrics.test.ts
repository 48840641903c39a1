import { expect, test } from "vitest";
import { HttpError } from "../../errors.ts";
import { relayTarget } from "../../prometheus/relay/relay-target.ts";
import type { RelaySource } from "../../prometheus/relay/scrape-target.ts";
import { readText } from "../../prometheus/scrape/read-text.ts";
import { readRelayed } from "./relayed-metrics.ts";

const source = (url: string, text: string | Error): RelaySource => ({
  target: relayTarget(url),
  scraper: {
    scrape: async () => {
      if (typeof text !== "string") throw text;
      return readText(text);
    },
    close: () => {},
  },
});
const { signal } = new AbortController();

test("readRelayed knows the names of all programs, histograms as a whole, and labels as they are stored", async () => {
  const text =
    '# TYPE h histogram\nh_bucket{le="+Inf",job="own"} 1\nh_sum 1\nh_count 1\n# TYPE g_count gauge\ng_count 3\n';
  const { names, known } = await readRelayed([source("http://a:1/m#job=shop", text), source("http://b:1/m", "x 1\n")], {
    signal,
  });
  expect([...names].sort()).toEqual(
    [
      ...["g_count", "h", "h_bucket", "h_count", "h_sum", "x", "up", "scrape_duration_seconds"],
      ...["scrape_samples_post_metric_relabeling", "scrape_samples_scraped", "scrape_series_added"],
    ].sort(),
  );
  expect(known.map(({ name, labels }) => [name, Object.fromEntries(labels)])).toEqual([
    ["h", { instance: ["a:1"], job: ["shop"], exported_job: ["own"] }],
    ["g_count", { instance: ["a:1"], job: ["shop"] }],
    ["x", { instance: ["b:1"], job: ["b"] }],
  ]);
});

test("readRelayed says which program does not answer, and what to do", async () => {
  const away = new HttpError("connection refused", { code: "refused" });
  await expect(readRelayed([source("http://a:1/m?secret", away)], { signal })).rejects.toThrow(
    "--relay: http://a:1/m could not be scraped: connection refused; start the application first, then up",
  );
});
