import { writeUnique } from "../../generator/named/named-facts.ts";
import type { SeriesSource } from "../../generator/series.ts";
import { isolationLabel, isolationValue, newRevision } from "../../identity/preview-identity.ts";
import { createPrometheus } from "../../prometheus/connection.ts";
import type { ExtraLabel } from "../../prometheus/encode/encode-labels.ts";
import { writeExemplars } from "../../prometheus/exemplars/write-exemplars.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { deleteSeries } from "../../prometheus/query/delete-series.ts";
import { verifyHistory } from "../../prometheus/write/verify-history.ts";
import { writeHistory } from "../../prometheus/write/write-history.ts";
import type { RunContext } from "../context.ts";
import { createSources, type SeriesPlan } from "../up/plan.ts";
import { type LocalServer, startLocalPrometheus } from "./server.ts";
import { localRetryMs, withRoom } from "./with-room.ts";

/** The series that a {@link LocalSession} holds. */
export interface LocalFilling {
  readonly server: Pick<LocalServer, "url">;
  readonly prometheus: Prometheus;
  readonly plan: SeriesPlan;
  /** The label of these series; undefined where the server never holds others. */
  readonly isolation: ExtraLabel | undefined;
  readonly series: number;
  readonly samples: number;
  /** Rates below 0 that were taken as 0. */
  readonly clampedRates: number;
  /** Whether the series were written now; else they, and what was written beside them, are those of before. */
  readonly fresh: boolean;
}

/** How a session is filled. */
export interface SessionOptions {
  /** Of the Prometheus to run. */
  readonly binary: string;
  readonly temporaryFolder: string;
  readonly userAgent: string;
}

/** A throw-away Prometheus that takes one filling after the other. */
export interface LocalSession {
  /**
   * Brings the series of a plan to the server. Those that it holds already are not written again, and keep their time;
   * others are a new revision with a label of its own, and the one before is deleted as soon as they can be read.
   *
   * @param planAt - the plan, were it this moment, in Unix milliseconds.
   * @param beside - stands for what will be written beside the series, which is gone with them when it differs.
   * @param exemplified - names of metrics, as queries have them, whose series get exemplars.
   * @throws {PrometheusError}; the filling before then stays.
   */
  fill(
    planAt: (nowMs: number) => Promise<SeriesPlan>,
    context: RunContext,
    beside?: string,
    exemplified?: ReadonlySet<string>,
  ): Promise<LocalFilling>;
  /** Ends the server and removes its folder. Safe to repeat. */
  stop(): Promise<void>;
}

interface Running {
  readonly server: LocalServer;
  readonly prometheus: Prometheus;
  /** How long before now data may begin, in milliseconds. */
  readonly historyMs: number;
}

/**
 * A session without a server, which starts with its first filling.
 *
 * @param options.oneFilling - there will be no second one: then the series need no label that tells them apart.
 */
export function createSession(options: SessionOptions & { readonly oneFilling: boolean }): LocalSession {
  let running: Running | undefined;
  let held: { readonly filling: LocalFilling; readonly nowMs: number; readonly key: string } | undefined;
  const end = async ({ prometheus, server }: Running) => {
    prometheus.close();
    await server.stop();
  };
  const start = async (historyMs: number, context: RunContext): Promise<Running> => {
    context.progress.step("starting a throw-away Prometheus");
    const server = await startLocalPrometheus({ ...options, ...context, historyMs });
    return { server, prometheus: createPrometheus({ url: server.url, userAgent: options.userAgent }), historyMs };
  };
  return {
    async fill(planAt, context, asideKey = "", exemplified = new Set<string>()) {
      const beside = asideKey + writeUnique([...exemplified].sort());
      if (held !== undefined) {
        const plan = await planAt(held.nowMs);
        if (keyOf(plan) + beside === held.key) return { ...held.filling, plan, fresh: false };
      }
      const historyMs = context.now() - (await planAt(context.now())).grid.fromMs;
      // A server takes data twice as old as it was started for.
      const fits = running !== undefined && historyMs <= 2 * running.historyMs;
      const own = fits ? running! : await start(historyMs, context);
      try {
        const nowMs = context.now();
        const plan = await planAt(nowMs);
        const isolation = options.oneFilling ? undefined : revisionLabel(nowMs);
        const written = await withRoom(options.temporaryFolder, () =>
          write(own.prometheus, { plan, isolation, exemplified }, context),
        );
        const before = running;
        const old = held?.filling.isolation;
        running = own;
        const { server, prometheus } = own;
        const filling = { server, prometheus, plan, isolation, ...written, fresh: true };
        held = { filling, nowMs, key: keyOf(plan) + beside };
        if (before !== undefined && before !== own) await end(before);
        else if (before !== undefined && old !== undefined) await deleteSeries(prometheus, old, context);
        return held.filling;
      } catch (error) {
        context.progress.clear();
        if (own !== running) await end(own);
        throw error;
      }
    },
    async stop() {
      if (running !== undefined) await end(running);
      held = undefined;
    },
  };
}

const revisionLabel = (nowMs: number): ExtraLabel => ({
  name: isolationLabel,
  value: isolationValue({ project: "local", key: "watch" }, newRevision(nowMs)),
});

/** The same for the same series at the same times only. */
function keyOf({ grid, definitions, metadata }: SeriesPlan): string {
  return writeUnique([grid, definitions, metadata]);
}

async function write(
  prometheus: Prometheus,
  {
    plan,
    isolation,
    exemplified,
  }: Pick<LocalFilling, "plan" | "isolation"> & { readonly exemplified: ReadonlySet<string> },
  context: RunContext,
): Promise<Pick<LocalFilling, "series" | "samples" | "clampedRates">> {
  const { progress } = context;
  const { grid, metadata } = plan;
  progress.step(`writing ${plan.seriesCount} series of ${grid.count} samples`);
  const sources: readonly SeriesSource[] = createSources(plan);
  context.tune?.("writing");
  const onProgress = (done: number, total: number) => progress.update("writing samples", done, total);
  const written = await writeHistory(prometheus, {
    ...{ ...context, sources, grid, isolation, metadata, onProgress },
    retryMs: localRetryMs,
  });
  const { series, samples, windows } = written;
  await verifyHistory(prometheus, { ...context, windows, grid, isolation, sources: () => createSources(plan) });
  const shown = createSources(plan).filter((one) => one.series.some(({ name }) => exemplified.has(name)));
  if (shown.length > 0) await writeExemplars(prometheus, { ...context, sources: shown, grid, isolation });
  return { series, samples, clampedRates: sources.reduce((sum, one) => sum + one.clampedRates, 0) };
}
