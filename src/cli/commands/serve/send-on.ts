import { UsageError } from "../../../errors.ts";
import { wireNames } from "../../../generator/wire-names.ts";
import { createHttpClient } from "../../../http/client.ts";
import { defined } from "../../../json/defined.ts";
import { keepOn, type Recurring } from "../../../serve/remote/keep-on.ts";
import { Relay } from "../../../serve/remote/relay.ts";
import { RemoteWriter } from "../../../serve/remote/remote-writer.ts";
import type { RunningServer } from "../../../serve/start-server.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { networkFrom } from "../../flags/connections.ts";
import { optionalPrometheusFrom } from "../../flags/servers.ts";
import type { ServeRequest } from "./options.ts";

/** Of a page that is relayed. */
const maxPageBytes = 16 * 1024 * 1024;
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
  const relays = (request.relay ?? []).map(
    (url) => new Relay(prometheus, { ...send, url, read: pageReader(url, request, context), stepMs, label, isTaken }),
  );
  function isTaken(name: string): boolean {
    return running.loaded.plan.definitions.some((definition) => wireNames(definition).includes(name));
  }
  const rounds: Recurring[] = [
    {
      dueMs: () => writer.dueMs,
      round: async () => metrics.written.inc(await writer.writeDue()),
    },
    ...relays.map((relay, place) => ({
      dueMs: () => relay.dueMs,
      round: async () => {
        const { sent, failed } = await relay.scrapeDue(signal);
        metrics.relayed.inc(sent);
        if (failed === undefined) return;
        metrics.relayFailures.inc();
        throw new UsageError(`${shownAddress(request.relay![place]!)} could not be scraped: ${failed}`);
      },
    })),
  ];
  try {
    await writer.writeMetadata().catch(() => {});
    const onFailure = (error: Error, isNew: boolean) => {
      metrics.writeFailures.inc();
      if (isNew) context.err.write(`warning: ${plainLine(error.message)}; it is tried again\n`);
    };
    return await Promise.race(rounds.map((one) => keepOn(one, { now, sleep, signal, onFailure })));
  } finally {
    const ending = AbortSignal.timeout(finishMs);
    await Promise.allSettled([writer.finish(ending), ...relays.map((relay) => relay.finish(ending))]);
    prometheus.close();
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

/** Without credentials and query, which may be secret. */
function shownAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function labelOf(text: string | undefined) {
  if (text === undefined) return undefined;
  const at = text.indexOf("=");
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}

function pageReader(url: string, { caFile }: ServeRequest, context: CliContext) {
  if (!URL.canParse(url)) throw new UsageError("--relay: expected an address such as http://127.0.0.1:8080/metrics");
  const { origin, pathname, search } = new URL(url);
  const client = createHttpClient({
    url: origin,
    ...networkFrom(caFile, context),
    ...defined({ maxResponseBytes: maxPageBytes }),
  });
  return async (_url: string, signal: AbortSignal): Promise<string> => {
    const headers = { Accept: "text/plain;version=0.0.4" };
    const answer = await client.send({ method: "GET", path: `${pathname}${search}`, headers, signal });
    if (answer.status !== 200) throw new UsageError(`it answered ${answer.status}`);
    return answer.text();
  };
}
