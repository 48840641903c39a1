import { resolveReview } from "../../../ci/hosts/resolve-review.ts";
import type { Review } from "../../../ci/hosts/review-shape.ts";
import { UsageError } from "../../../errors.ts";
import { resultDocument } from "../../../present/format-json.ts";
import type { Inputs } from "../../../preview/inputs.ts";
import { inScenario } from "../../../preview/scenarios/in-scenario.ts";
import { requireSpecs } from "../../../preview/up/prepare.ts";
import type { ShardOptions } from "../../../preview/up/up-options.ts";
import { shardsIn, type WrittenShard, writeAsOther } from "../../../preview/up/write-shards.ts";
import { readClock } from "../../../prometheus/query/read-clock.ts";
import { shardText } from "../../../prometheus/shards/shard.ts";
import type { CliContext } from "../../context.ts";
import { reportWaits } from "../../flags/retry.ts";
import { withFlags } from "../../flags/review-flags.ts";
import { prometheusFrom } from "../../flags/servers.ts";
import { shardFrom } from "../../flags/shard.ts";
import { hostFrom } from "../../review/host.ts";
import { identified } from "../../review/identified.ts";
import { isUntrusted, readReviewed } from "../../review/inputs.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { UpRequest } from "./options.ts";

/**
 * The shards of this run; undefined where there is one process.
 *
 * @throws {UsageError} if they could not find each other, or would not write the same.
 */
export function shardsFrom(
  request: Pick<UpRequest, "shard" | "run" | "shardWaitMs" | "isolation">,
  { order }: Pick<Review, "order">,
  inputs: Inputs,
  context: Pick<CliContext, "env">,
): ShardOptions | undefined {
  const shard = shardFrom(request.shard, context);
  if (shard.count === 1) return undefined;
  const run = request.run ?? (order === undefined ? undefined : String(order));
  if (run === undefined)
    throw new UsageError("--shard needs --run, a text that all shards of a run share and no other run has");
  if (request.isolation === "none") throw new UsageError("--shard and --isolation none exclude each other");
  if (inputs.dashboards.some(({ spec }) => spec === undefined))
    throw new UsageError("--shard needs data specs: dashpreview infer writes one, and --data takes it");
  return { shard, run, waitMs: request.shardWaitMs };
}

/**
 * Runs `up` as another shard than the first: it writes its part of the series where the first one says, and neither
 * asks Grafana nor writes to the review. Returns the exit code.
 */
export async function runShard(request: UpRequest, detected: Review, context: CliContext): Promise<number> {
  if (request.dryRun) throw new UsageError("--dry-run writes nothing: run it without --shard");
  const progress = createProgress(context);
  const host = hostFrom(request, detected, context);
  const prometheus = prometheusFrom(request, context);
  try {
    const { review: asked } = await identified(detected, request, context);
    const { review: found } = await resolveReview(asked, host);
    const review = withFlags(found, request);
    const untrusted = isUntrusted(request, review);
    const { inputs, scenarios } = await readReviewed(request, { review, host, untrusted }, context);
    const shards = shardsFrom(request, review, inputs, context)!;
    const aheadMs = (await readClock(prometheus)).nowMs - context.now();
    const run = { ...context, progress, tune: tuneFor, onWait: reportWaits("Prometheus", context) };
    tuneFor("writing");
    const parts: WrittenShard[] = [];
    for (const scenario of scenarios)
      parts.push(
        await writeAsOther(
          {
            prometheus,
            review,
            specs: requireSpecs({ inputs: inScenario(inputs, scenario) }),
            shards: shardsIn(shards, scenario),
            maxSeries: request.maxSeries,
            maxSamples: request.maxSamples,
            retryMs: request.retryForMs,
            receiverNow: () => context.now() + aheadMs,
          },
          run,
        ),
      );
    const shard = shardText(shards.shard);
    const { revision } = parts[0]!;
    const series = parts.reduce((sum, one) => sum + one.series, 0);
    const samples = parts.reduce((sum, one) => sum + one.samples, 0);
    const values = parts.map(({ value }) => value).join(", ");
    if (request.output === "json")
      context.out.json(
        resultDocument({
          state: "shard",
          shard,
          project: review.project,
          key: review.key,
          revision,
          series,
          samples,
          dashboards: [],
        }),
      );
    else context.out.write(`shard ${shard}: ${series} series, ${samples} samples of ${values}; shard 1 goes on\n`);
    return 0;
  } finally {
    progress.clear();
    prometheus.close();
    host?.close();
  }
}
