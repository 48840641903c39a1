import { UsageError } from "../../errors.ts";
import { relayTargets } from "../../prometheus/relay/relay-target.ts";
import { createScraper, type RelaySource } from "../../prometheus/relay/scrape-target.ts";
import type { CliContext } from "../context.ts";
import { authFrom, networkFrom } from "./connections.ts";

/** The flags of `relayOptions`. */
export interface RelayRequest {
  readonly relay?: readonly string[] | undefined;
  readonly relayToken?: string | undefined;
  readonly caFile?: string | undefined;
}

/** @throws {UsageError} if pages would be relayed beside dashboards that are somebody else's. */
export function refuseUntrustedRelay({ relay = [] }: RelayRequest, untrusted: boolean): void {
  if (untrusted && relay.length > 0)
    throw new UsageError(
      "--relay shows what an application of yours exports to whoever made the dashboards: it does not go with " +
        "untrusted ones",
    );
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
