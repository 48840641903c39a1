import protobuf from "protobufjs/minimal.js";
import { historyExemplars, type SeriesExemplars } from "../../generator/exemplars/history-exemplars.ts";
import type { Grid } from "../../generator/sampling/grid.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { encodeExemplar } from "../encode/encode-exemplar.ts";
import { type ExtraLabel, LabelEncoder } from "../encode/encode-labels.ts";
import { messageTags } from "../encode/write-version.ts";
import type { Prometheus } from "../prometheus.ts";
import { type SendContext, sendRequest } from "../write/send-request.ts";

/** Exemplars of a source, and of all: a Prometheus keeps 100,000. */
const most = { ofSource: 120, all: 50_000 };
/** Series of one request. */
const perRequest = 200;

/**
 * Writes exemplars of series whose samples are there. A server that takes none is left alone: they are no more than an
 * addition.
 *
 * @param options.sources - those that are to have some.
 * @returns how many were sent.
 */
export async function writeExemplars(
  prometheus: Prometheus,
  options: SendContext & {
    readonly sources: readonly SeriesSource[];
    readonly grid: Grid;
    readonly isolation: ExtraLabel | undefined;
  },
): Promise<number> {
  const { sources, grid, isolation } = options;
  const moments = Math.max(1, Math.min(most.ofSource, Math.floor(most.all / Math.max(1, sources.length))));
  const made = sources.flatMap((source, at) => historyExemplars(source, grid, { at, moments }));
  for (let at = 0; at < made.length; at += perRequest) {
    const outcome = await sendRequest(prometheus, encode(made.slice(at, at + perRequest), isolation), options);
    if (outcome.state === "refused") return 0;
  }
  return made.reduce((sum, { exemplars }) => sum + exemplars.length, 0);
}

/** A request of version 1 with exemplars alone. */
function encode(all: readonly SeriesExemplars[], isolation: ExtraLabel | undefined): Uint8Array {
  const encoder = new LabelEncoder(isolation);
  const request = protobuf.Writer.create();
  for (const { series, exemplars } of all) {
    const body = protobuf.Writer.create();
    for (const { timeMs, value, traceId } of exemplars)
      encodeExemplar({ labels: new Map([["trace_id", traceId]]), value, timeMs }, { encoder, tag: 3 }, body);
    const [labels, rest] = [encoder.encode(series), body.finish()];
    const whole = new Uint8Array(labels.length + rest.length);
    whole.set(labels);
    whole.set(rest, labels.length);
    request.uint32(messageTags[1].series).bytes(whole);
  }
  return request.finish();
}
