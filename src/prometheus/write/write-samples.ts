import type { SampleBlock } from "../../generator/sampling/block.ts";
import { encodeFloats } from "../encode/encode-floats.ts";
import { sliceTemplate } from "../encode/slice-template.ts";
import type { Prometheus } from "../prometheus.ts";
import { agreeOnVersion } from "./agree-on-version.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { type SendContext, sendRequest } from "./send-request.ts";

/** A series with a sample, or none, at each place of a grid. */
export interface SampledSeries {
  /** With `__name__`. */
  readonly labels: ReadonlyMap<string, string>;
  readonly block: SampleBlock;
}

/** Samples of a request at most. */
const perRequest = 50_000;

/**
 * Writes series that were computed elsewhere, float samples and stale markers. Repeating it is safe.
 *
 * @param grid - where the places of the blocks lie: at `fromMs + k·stepMs`, k = 0 … count−1.
 * @throws {PrometheusError} if the receiver refuses them or does not answer.
 */
export async function writeSamples(
  prometheus: Prometheus,
  series: readonly SampledSeries[],
  { fromMs, stepMs, count }: { readonly fromMs: number; readonly stepMs: number; readonly count: number },
  context: SendContext,
): Promise<void> {
  const version = await agreeOnVersion(prometheus, context);
  const template = sliceTemplate(fromMs, stepMs, count);
  const each = Math.max(1, Math.floor(perRequest / count));
  for (let at = 0; at < series.length; at += each) {
    const some = series.slice(at, at + each).map(({ labels, ...rest }) => ({
      ...rest,
      name: labels.get("__name__") ?? "",
      labels: [...labels].filter(([label]) => label !== "__name__"),
    }));
    const writer = encodeFloats(version, some, template);
    if (writer.length === 0) continue;
    const outcome = await sendRequest(prometheus, writer, context);
    if (outcome.state === "refused" && !outcome.maybeStored)
      throw explainRefusal(prometheus, outcome.reason, outcome.status);
  }
}
