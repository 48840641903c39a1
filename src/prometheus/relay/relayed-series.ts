import type { ExtraLabel } from "../encode/encode-labels.ts";
import { isWhole } from "../scrape/read-histogram.ts";
import type { ScrapedPage, ScrapedSample } from "../scrape/scraped-page.ts";
import type { RelayedSample } from "./encode-scrape.ts";
import type { RelayTarget } from "./relay-target.ts";

/** Prometheus refuses samples that are farther ahead of its clock. */
const maxAheadMs = 600_000;

interface Open {
  readonly labels: ReadonlyMap<string, string>;
  readonly native: boolean;
}

/** When a scrape was, and how long it took. */
export interface ScrapeTime {
  /** Unix milliseconds. */
  readonly timeMs: number;
  readonly seconds: number;
}

/** Follows the series of a target from scrape to scrape, as Prometheus' scrape loop does. */
export class RelayedSeries {
  readonly #target: RelayTarget;
  readonly #label: ExtraLabel | undefined;
  readonly #isTaken: (name: string) => boolean;
  /** Of the last scrape: they get a stale marker when they are gone. */
  #open = new Map<string, Open>();
  /** Of the last scrape that was answered: others count as added. */
  #known: ReadonlySet<string> = new Set();
  /** Of series that the page gives times for: the time of the last sample. */
  #times = new Map<string, number>();

  constructor({
    target,
    label,
    isTaken,
  }: {
    readonly target: RelayTarget;
    readonly label?: ExtraLabel | undefined;
    readonly isTaken: (name: string) => boolean;
  }) {
    this.#target = target;
    this.#label = label;
    this.#isTaken = isTaken;
  }

  /**
   * The samples of a scrape, with `up`, `scrape_*` and stale markers.
   *
   * @param page - undefined if the scrape failed.
   */
  scraped(page: ScrapedPage | undefined, { timeMs, seconds }: ScrapeTime): RelayedSample[] {
    const open = new Map<string, Open>();
    const times = new Map<string, number>();
    const keys = new Set<string>();
    const samples: RelayedSample[] = [];
    let kept = 0;
    for (const one of page?.samples ?? []) {
      if (this.#isTaken(one.name)) continue;
      kept++;
      const labels = this.#labelsOf(one.name, one.labels);
      const key = keyOf(labels);
      if (keys.has(key) || (one.histogram !== undefined && !isWhole(one.histogram))) continue;
      keys.add(key);
      const native = one.histogram !== undefined;
      const sample = { labels, native, value: one.histogram ?? one.value, exemplar: one.exemplar };
      if (one.timeMs === undefined) {
        open.set(key, { labels, native });
        samples.push({ ...sample, timeMs });
        continue;
      }
      // A time of the page's own: Prometheus ends such a series by the lookback alone.
      const last = this.#times.get(key) ?? Number.NEGATIVE_INFINITY;
      times.set(key, Math.max(last, one.timeMs));
      if (one.timeMs > last && one.timeMs <= timeMs + maxAheadMs)
        samples.push({ ...sample, timeMs: one.timeMs, own: true });
    }
    const added = [...keys].filter((key) => !this.#known.has(key)).length;
    if (page !== undefined) this.#known = keys;
    if (page !== undefined) this.#times = times;
    const report = {
      up: page === undefined ? 0 : 1,
      scrape_duration_seconds: seconds,
      scrape_samples_scraped: page?.samples.length ?? 0,
      scrape_samples_post_metric_relabeling: kept,
      scrape_series_added: added,
    };
    for (const [name, value] of Object.entries(report)) {
      const labels = this.#labelsOf(name, new Map());
      const key = keyOf(labels);
      if (this.#isTaken(name) || keys.has(key)) continue;
      open.set(key, { labels, native: false });
      samples.push({ labels, native: false, value, timeMs });
    }
    for (const [key, one] of this.#open) if (!open.has(key)) samples.push({ ...one, timeMs, value: "stale" });
    this.#open = open;
    return samples;
  }

  /** Stale markers for all that is open, which is nothing then. */
  ended(timeMs: number): RelayedSample[] {
    const samples = [...this.#open.values()].map((one) => ({ ...one, timeMs, value: "stale" as const }));
    this.#open = new Map();
    return samples;
  }

  #labelsOf(name: string, own: ScrapedSample["labels"]): ReadonlyMap<string, string> {
    const labels = labelsAt(this.#target, own);
    labels.set("__name__", name);
    if (this.#label !== undefined) labels.set(this.#label.name, this.#label.value);
    return labels;
  }
}

/** Names that Prometheus itself writes for each target. */
export const reportNames: readonly string[] = [
  "up",
  "scrape_duration_seconds",
  "scrape_samples_scraped",
  "scrape_samples_post_metric_relabeling",
  "scrape_series_added",
];

/** The labels of a series as they are stored: those of the target win, and what they replace is `exported_…`. */
export function labelsAt({ labels: target }: RelayTarget, own: ScrapedSample["labels"]): Map<string, string> {
  const labels = new Map<string, string>();
  const moved: (readonly [string, string])[] = [];
  for (const pair of own) {
    if (target.has(pair[0])) moved.push(pair);
    else labels.set(...pair);
  }
  for (const [label, value] of target) labels.set(label, value);
  for (const [label, value] of moved) {
    let exported = `exported_${label}`;
    while (labels.has(exported)) exported = `exported_${exported}`;
    labels.set(exported, value);
  }
  return labels;
}

function keyOf(labels: ReadonlyMap<string, string>): string {
  return JSON.stringify([...labels].sort(([a], [b]) => (a < b ? -1 : 1)));
}
