import { UsageError } from "../../../errors.ts";
import { wireNames } from "../../../generator/wire-names.ts";
import { keepOn, type Recurring } from "../../../prometheus/relay/keep-on.ts";
import { Relay } from "../../../prometheus/relay/relay.ts";
import { RemoteWriter } from "../../../serve/remote/remote-writer.ts";
import type { RunningServer } from "../../../serve/start-server.ts";
import { plainLine } from "../../../text/plain-line.ts";
import { triedAgain } from "../../../text/tried-again.ts";
import type { CliContext } from "../../context.ts";
import { relayScrapers } from "../../flags/relay.ts";
import { optionalPrometheusFrom } from "../../flags/servers.ts";
import type { ServeRequest } from "./options.ts";

/** Someone who pressed Ctrl-C does not wait. */
const finishMs = 3500;

/**
 * Sends what is served, and what is relayed, on by remote write until the run is interrupted; then ends every series.
 *
 * @throws {InterruptedError} in the end.
 */
export async function sendOn(server: RunningServer, request: ServeRequest, context: CliContext): Promise<never> {
  const { running, metrics } = server.parts;
  const prometheus = receiverOf(request, context);
  const { signal, now, sleep, random } = context;
  const stepMs = running.loaded.plan.grid.stepMs;
  const send = { now, random, sleep, retryMs: Math.min(30_000, Math.max(1000, stepMs)), signal };
  const label = labelOf(request.label);
  const writer = new RemoteWriter(prometheus, { ...send, running, label });
  const scrapers = relayScrapers(request, context);
  const say = (text: string) => context.err.write(`warning: ${plainLine(triedAgain(text))}\n`);
  const relays = scrapers.map((one) => new Relay(prometheus, { ...send, ...one, stepMs, label, isTaken, say }));
  function isTaken(name: string): boolean {
    return running.loaded.plan.definitions.some((definition) => wireNames(definition).includes(name));
  }
  const rounds: Recurring[] = [
    {
      dueMs: () => writer.dueMs,
      round: async () => metrics.written.inc(await writer.writeDue()),
    },
    ...relays.map((relay) => ({
      dueMs: () => relay.dueMs,
      round: async () => {
        const { sent, failed } = await relay.scrapeDue(signal);
        metrics.relayed.inc(sent);
        if (failed !== undefined) metrics.relayFailures.inc();
      },
    })),
  ];
  try {
    await writer.writeMetadata().catch(() => {});
    const onFailure = (error: Error, isNew: boolean) => {
      metrics.writeFailures.inc();
      if (isNew) context.err.write(`warning: ${plainLine(triedAgain(error.message))}\n`);
    };
    return await Promise.race(rounds.map((one) => keepOn(one, { now, sleep, signal, onFailure })));
  } finally {
    const ending = AbortSignal.timeout(finishMs);
    await Promise.allSettled([writer.finish(ending), ...relays.map((relay) => relay.finish(ending))]);
    prometheus.close();
    for (const { scraper } of scrapers) scraper.close();
  }
}

/** A full address for remote write, or that of a server: then its usual path. */
function receiverOf({ remoteWrite, ...request }: ServeRequest, context: CliContext) {
  if (remoteWrite === undefined || !URL.canParse(remoteWrite))
    throw new UsageError("--remote-write: expected an address such as http://127.0.0.1:9090");
  const { origin, pathname } = new URL(remoteWrite);
  const isWhole = /\/(?:write|push|receive)$/.test(pathname);
  const address = isWhole ? { prometheusUrl: origin, prometheusWriteUrl: remoteWrite } : { prometheusUrl: remoteWrite };
  return optionalPrometheusFrom({ ...request, prometheusWriteUrl: undefined, ...address }, context)!;
}

function labelOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const at = text.indexOf("=");
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}
