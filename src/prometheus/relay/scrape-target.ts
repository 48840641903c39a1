import { ExpectedError, HttpError } from "../../errors.ts";
import { createHttpClient } from "../../http/client.ts";
import type { HttpConnectionOptions } from "../../http/request.ts";
import { acceptHeader, readPage } from "../scrape/read-page.ts";
import type { ScrapedPage } from "../scrape/scraped-page.ts";
import type { RelayTarget } from "./relay-target.ts";

/** Bytes of a page, unpacked. */
const maxBytes = 16 * 1024 * 1024;
/** Samples of a page. */
const maxSamples = 50_000;
/** As Prometheus' `scrape_timeout`. */
const longestMs = 10_000;

/** Reads the page of a target. */
export interface Scraper {
  /**
   * Scrapes once.
   *
   * @param timeoutMs - at most; at least a second, at most 10.
   * @throws {ExpectedError} if there is no answer, or one that Prometheus would refuse.
   */
  scrape(timeoutMs: number, signal: AbortSignal): Promise<ScrapedPage>;
  close(): void;
}

/** A page to relay. */
export interface RelaySource {
  readonly target: RelayTarget;
  readonly scraper: Scraper;
}

/** Creates a scraper. Nothing is sent yet; redirects are not followed. */
export function createScraper(
  { origin, path }: RelayTarget,
  connection: Omit<HttpConnectionOptions, "url" | "maxResponseBytes">,
): Scraper {
  const client = createHttpClient({ ...connection, url: origin, maxResponseBytes: maxBytes });
  return {
    async scrape(timeoutMs, signal) {
      const limitMs = Math.min(longestMs, Math.max(1000, timeoutMs));
      const seconds = `${limitMs / 1000}`;
      const headers = { Accept: acceptHeader, "X-Prometheus-Scrape-Timeout-Seconds": seconds };
      const answer = await client.send({ method: "GET", path, headers, signal, timeoutMs: limitMs });
      if (answer.status !== 200) throw new HttpError(`it answered ${answer.status}`, { code: "unexpected" });
      const page = readPage(answer.body, { contentType: answer.headers["content-type"], maxSamples });
      if (page.fault !== undefined) throw new HttpError(client.redact(page.fault), { code: "unexpected" });
      return page;
    },
    close: () => client.close(),
  };
}

/** The reason for people, of a scrape that failed. */
export function scrapeFailure(error: unknown): string {
  if (error instanceof ExpectedError) return error.message;
  throw error;
}
