import { HttpError } from "../../errors.ts";
import { splitPart } from "../../generator/wire-names.ts";
import type { KnownMetric } from "../../infer/read/known-metric.ts";
import { knownFromPage } from "../../infer/sources/from-metrics-page.ts";
import { labelsAt, reportNames } from "../../prometheus/relay/relayed-series.ts";
import { type RelaySource, scrapeFailure } from "../../prometheus/relay/scrape-target.ts";
import type { ScrapedPage } from "../../prometheus/scrape/scraped-page.ts";

/** The real programs of a preview, and the metrics that they have. */
export interface RelayedMetrics {
  readonly sources: readonly RelaySource[];
  /** Of their series, `up` and `scrape_*`, and of histograms and summaries as a whole. */
  readonly names: ReadonlySet<string>;
  /** With the labels that they have once they are stored. */
  readonly known: readonly KnownMetric[];
}

const firstTimeoutMs = 10_000;

/**
 * Scrapes each program once, to know which metrics need not be made up.
 *
 * @throws {HttpError} if one does not answer as Prometheus would have it.
 */
export async function readRelayed(
  sources: readonly RelaySource[],
  { signal }: { readonly signal: AbortSignal },
): Promise<RelayedMetrics> {
  const names = new Set(reportNames);
  const known: KnownMetric[] = [];
  for (const { target, scraper } of sources) {
    const page = await scraper.scrape(firstTimeoutMs, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new HttpError(
        `--relay: ${target.shown} could not be scraped: ${scrapeFailure(error)}; start the application first, then up`,
        { code: "network" },
      );
    });
    for (const name of namesOn(page)) names.add(name);
    const samples = page.samples.map((sample) => ({ ...sample, labels: labelsAt(target, sample.labels) }));
    known.push(...knownFromPage({ ...page, samples }));
  }
  return { sources, names, known };
}

/** Names of the series; of a histogram or summary its own too, whichever of its parts the page has. */
function namesOn({ samples, types }: ScrapedPage): Set<string> {
  const names = new Set<string>();
  for (const { name } of samples) {
    names.add(name);
    const base = splitPart(name)?.base;
    if (base !== undefined && /histogram|summary/.test(types.get(base) ?? "")) names.add(base);
  }
  return names;
}
