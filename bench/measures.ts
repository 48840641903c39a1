/** The document that `--json` writes. */
export interface Figures {
  replay_ratio: number;
  promtool_speedup: number;
  npm_client_speedup: number;
  samples_per_cpu_second: number;
  sharing_ratio: number;
  rss_mib_1m: number;
  rss_mib_10m: number;
  /** Left out by `--quick`. */
  rss_mib_100m?: number;
  resume_seconds: number;
  /** Processor cores that live writing of 50,000 series every 15 s takes. */
  live_cores: number;
  /** Resident memory of its last third over that of its first. */
  live_memory_ratio: number;
  startup_ratio: number;
  /** Left out unless DASHPREVIEW_BENCH_SONDA names a sonda. */
  sonda_speedup?: number;
  bytes_per_sample: number;
  check_cpu_ratio: number;
  side_by_side_ratio: number;
  check_memory_ratio: number;
  page_seconds: number;
  page_mib: number;
  rules_seconds: number;
  scrape_ms: number;
  scrape_made_ms: number;
  scrape_speedup: number;
  /** These three are left out where there is no browser. */
  first_panels_seconds?: number;
  all_panels_seconds?: number;
  pictures_seconds?: number;
}

/** One line of the table. */
export interface Measure {
  readonly title: string;
  readonly needed: string;
  readonly show: (figures: Figures) => string;
  readonly reached: (figures: Figures) => boolean;
}

const times = (value: number) => `${value.toPrecision(3)} ×`;
const memory = ({ rss_mib_1m, rss_mib_10m, rss_mib_100m }: Figures) =>
  [rss_mib_1m, rss_mib_10m, rss_mib_100m].filter((value) => value !== undefined);

/** A line that a machine without a browser leaves out. */
function inBrowser(title: string, most: number, figure: (figures: Figures) => number | undefined): Measure {
  return {
    title,
    needed: `≤ ${most} s`,
    show: (figures) => {
      const value = figure(figures);
      return value === undefined ? "no browser here" : `${value.toFixed(2)} s`;
    },
    reached: (figures) => (figure(figures) ?? 0) <= most,
  };
}

/** The table, and what each line must reach. */
export const measures: readonly Measure[] = [
  {
    title: "`test` of one hour of a group of ten rules, with starting and filling a Prometheus",
    needed: "≤ 1 s",
    show: ({ rules_seconds }) => `${rules_seconds.toFixed(2)} s`,
    reached: ({ rules_seconds }) => rules_seconds <= 1,
  },
  {
    title: "a scrape of 50,000 series from `serve` over HTTP; with nothing prepared, in the slowest form",
    needed: "≤ 150 ms",
    show: ({ scrape_ms, scrape_made_ms }) => `${scrape_ms.toFixed(0)} ms; ${scrape_made_ms.toFixed(0)} ms`,
    reached: ({ scrape_ms, scrape_made_ms }) => Math.max(scrape_ms, scrape_made_ms) <= 150,
  },
  {
    title: "the same against `prom-client` with the same series, time of a scrape",
    needed: "≥ 10 × faster",
    show: ({ scrape_speedup }) => times(scrape_speedup),
    reached: ({ scrape_speedup }) => scrape_speedup >= 10,
  },
  {
    title: "into Prometheus, time against replaying the same bytes prepared beforehand",
    needed: "≤ 1.3 ×",
    show: ({ replay_ratio }) => times(replay_ratio),
    reached: ({ replay_ratio }) => replay_ratio <= 1.3,
  },
  {
    title: "against `promtool tsdb create-blocks-from openmetrics` of the same samples",
    needed: "≥ 12 × faster",
    show: ({ promtool_speedup }) => times(promtool_speedup),
    reached: ({ promtool_speedup }) => promtool_speedup >= 12,
  },
  {
    title: "against the npm package `prometheus-remote-write`, samples a second",
    needed: "≥ 10 ×",
    show: ({ npm_client_speedup }) => times(npm_client_speedup),
    reached: ({ npm_client_speedup }) => npm_client_speedup >= 10,
  },
  {
    title: "against the generator sonda on as many series, samples a second into Prometheus",
    needed: "≥ 5 ×",
    show: ({ sonda_speedup }) => (sonda_speedup === undefined ? "no sonda here" : times(sonda_speedup)),
    reached: ({ sonda_speedup }) => sonda_speedup === undefined || sonda_speedup >= 5,
  },
  {
    title: "live: cores for 50,000 series every 15 s, over an hour of simulated time",
    needed: "≤ 0.5",
    show: ({ live_cores }) => live_cores.toPrecision(2),
    reached: ({ live_cores }) => live_cores <= 0.5,
  },
  {
    title: "live: memory in the last third of that hour against the first",
    needed: "≤ 1.1 ×",
    show: ({ live_memory_ratio }) => times(live_memory_ratio),
    reached: ({ live_memory_ratio }) => live_memory_ratio <= 1.1,
  },
  {
    title: "samples generated, encoded and compressed per CPU second",
    needed: "≥ 4 million",
    show: ({ samples_per_cpu_second }) => `${(samples_per_cpu_second / 1e6).toFixed(2)} million`,
    reached: ({ samples_per_cpu_second }) => samples_per_cpu_second >= 4e6,
  },
  {
    title: "the same with ten causes that the series share, CPU time against without",
    needed: "≤ 1 ×",
    show: ({ sharing_ratio }) => times(sharing_ratio),
    reached: ({ sharing_ratio }) => sharing_ratio <= 1,
  },
  {
    title: "peak resident memory at 1, 10 and 100 million samples",
    needed: "≤ 150 MiB, flat within 10 %",
    show: (figures) =>
      `${memory(figures)
        .map((mib) => mib.toFixed(0))
        .join(", ")} MiB`,
    reached: (figures) =>
      Math.max(...memory(figures)) <= 150 && Math.max(...memory(figures)) <= 1.1 * Math.min(...memory(figures)),
  },
  {
    title: "1,000 series, the 30th day after the anchor generated alone",
    needed: "≤ 10 s",
    show: ({ resume_seconds }) => `${resume_seconds.toFixed(2)} s`,
    reached: ({ resume_seconds }) => resume_seconds <= 10,
  },
  {
    title: "`dashpreview --version` against `node -e 0`",
    needed: "≤ 2 ×",
    show: ({ startup_ratio }) => times(startup_ratio),
    reached: ({ startup_ratio }) => startup_ratio <= 2,
  },
  {
    title: "a check of 125 panels over 6 h, CPU time by few instants against by all of them",
    needed: "≤ 0.8 ×",
    show: ({ check_cpu_ratio }) => times(check_cpu_ratio),
    reached: ({ check_cpu_ratio }) => check_cpu_ratio <= 0.8,
  },
  {
    title: "16 dashboards, time of checking them side by side against one by one",
    needed: "≤ 1.1 ×",
    show: ({ side_by_side_ratio }) => times(side_by_side_ratio),
    reached: ({ side_by_side_ratio }) => side_by_side_ratio <= 1.1,
  },
  {
    title: "checking 128 dashboards, peak memory against 32 of them",
    needed: "≤ 1.25 ×",
    show: ({ check_memory_ratio }) => times(check_memory_ratio),
    reached: ({ check_memory_ratio }) => check_memory_ratio <= 1.25,
  },
  {
    title: "a page of 125 panels over 6 h, built once its queries are answered",
    needed: "≤ 1 s",
    show: ({ page_seconds }) => `${page_seconds.toFixed(2)} s`,
    reached: ({ page_seconds }) => page_seconds <= 1,
  },
  {
    title: "the file of that page",
    needed: "≤ 5 MiB",
    show: ({ page_mib }) => `${page_mib.toFixed(1)} MiB`,
    reached: ({ page_mib }) => page_mib <= 5,
  },
  inBrowser("that page in Chromium, panels in sight drawn", 1.5, ({ first_panels_seconds }) => first_panels_seconds),
  inBrowser("all its panels drawn", 4, ({ all_panels_seconds }) => all_panels_seconds),
  inBrowser("pictures of 20 panels, the browser's start included", 10, ({ pictures_seconds }) => pictures_seconds),
  {
    title: "bytes on the wire per sample",
    needed: "shown",
    show: ({ bytes_per_sample }) => bytes_per_sample.toFixed(2),
    reached: ({ bytes_per_sample }) => Number.isFinite(bytes_per_sample),
  },
];
