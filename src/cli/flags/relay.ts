import { type RelayTarget, relayTargets } from "../../prometheus/relay/relay-target.ts";
import { createScraper, type Scraper } from "../../prometheus/relay/scrape-target.ts";
import type { CliContext } from "../context.ts";
import { authFrom, networkFrom } from "./connections.ts";

/** The flags of `relayOptions`. */
export interface RelayRequest {
  readonly relay?: readonly string[] | undefined;
  readonly relayToken?: string | undefined;
  readonly caFile?: string | undefined;
}

/** A page to relay. */
export interface RelaySource {
  readonly target: RelayTarget;
  readonly scraper: Scraper;
}

/**
 * The pages of `--relay`. Nothing is asked yet. Close their scrapers in the end.
 *
 * @throws {UsageError} if an address is none.
 */
export function relayScrapers({ relay = [], relayToken, caFile }: RelayRequest, context: CliContext): RelaySource[] {
  const auth = authFrom("relay", { token: relayToken, user: undefined, password: undefined });
  const connection = { auth, ...networkFrom(caFile, context) };
  return relayTargets(relay).map((target) => ({ target, scraper: createScraper(target, connection) }));
}
