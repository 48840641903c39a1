import { type FilledPart, repairApart } from "../../infer/repair-apart.ts";
import type { RunContext } from "../context.ts";
import { inferMissing, isInferred, repairingText, withInferredSpec } from "./inferred-inputs.ts";
import { isolationOf } from "./revision.ts";
import { type UpOutcome, up } from "./up.ts";
import type { UpOptions } from "./up-options.ts";

/**
 * {@link up}, with an inferred data spec for dashboards without one. Where panels are empty, their dashboards' series
 * are inferred again from the results of the check, and these dashboards alone are written and saved again, as a
 * revision of their own.
 */
export async function upInferring(options: UpOptions, context: RunContext): Promise<UpOutcome> {
  context.tune?.("reading", options.inputs.dashboards.length);
  const { history, stepMs } = options;
  const { inputs, inference } = await inferMissing(options.inputs, {
    nowMs: context.now(),
    stepMs,
    historyMs: typeof history === "number" ? history : undefined,
    signal: context.signal,
    progress: context.progress,
    before: options.before,
    gone: options.gone,
    relayed: options.relayed,
  });
  if (inference === undefined) return up({ ...options, inputs }, context);
  const inferred = inputs.dashboards.filter(isInferred);
  const parts = await repairApart<UpOutcome>(inference, {
    async fill(current, which) {
      if (current === inference) return up({ ...options, inputs }, context);
      context.progress.step(repairingText);
      const dashboards = which.map((index) => inferred[index]!);
      const beside = inputs.dashboards.map(({ source }) => source);
      const repaired = await withInferredSpec({ ...inputs, dashboards }, current);
      return up({ ...options, beside, inputs: repaired }, context);
    },
    checkOf({ result }) {
      // Without isolation a second revision would lie over the first.
      if (result.state !== "done" || options.isolation === "none") return undefined;
      const files = new Set(inferred.map(({ source }) => source.file));
      const results = result.dashboards
        .filter(({ source }) => files.has(source))
        .map(({ check }) => check?.queries ?? []);
      return { results, isolation: isolationOf({ ...result, order: 0 }) };
    },
  });
  return parts.map(({ filled }: FilledPart<UpOutcome>) => filled).reduce(join);
}

/** The previews that stand after a second run: of both, where it has made some of the first one's again. */
function join(first: UpOutcome, second: UpOutcome): UpOutcome {
  const again = new Map(second.result.dashboards.map((one) => [one.uid, one]));
  const isWhole = first.result.dashboards.every(({ uid }) => again.has(uid));
  if (second.result.state !== "done" || isWhole) return second;
  const { result } = first;
  const { series, samples, samplesVerified, removed, warnings } = second.result;
  return {
    result: {
      ...result,
      series: result.series + series,
      samples: result.samples + samples,
      samplesVerified: result.samplesVerified + samplesVerified,
      dashboards: result.dashboards.map((one) => again.get(one.uid) ?? one),
      removed: [...result.removed, ...removed],
      warnings: [...new Set([...result.warnings, ...warnings])],
    },
    pageCheck: (source, of) => second.pageCheck?.(source, of) ?? first.pageCheck?.(source, of),
    live: first.live === undefined ? second.live : () => both(first.live!, second.live),
  };
}

/** Both go on until they end, or are interrupted, by themselves. */
async function both(one: () => Promise<void>, other: (() => Promise<void>) | undefined): Promise<void> {
  const ended = await Promise.allSettled([one(), other?.()]);
  const failed = ended.find((outcome) => outcome.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
