import { resolve } from "node:path";
import type { ReviewHost } from "../../../ci/hosts/host.ts";
import { parseSpec } from "../../../data-spec/read/parse.ts";
import { InterruptedError, UsageError } from "../../../errors.ts";
import { chooseDataSource } from "../../../grafana/data-sources.ts";
import type { Owner } from "../../../grafana/marks/ownership.ts";
import { projectNames } from "../../../identity/project-id.ts";
import type { LoadedSpec } from "../../../preview/files/load-spec.ts";
import { recordingReader } from "../../../preview/files/read-recording.ts";
import { runLiveProcess } from "../../../preview/live/live-process.ts";
import { createStats, type LiveStats } from "../../../preview/live/live-stats.ts";
import { RemovalNews } from "../../../preview/live/removal-news.ts";
import type { StatusServer } from "../../../serve/status-server.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { counted } from "../../../text/counted.ts";
import type { CliContext } from "../../context.ts";
import { reportWaits } from "../../flags/retry.ts";
import { reviewFrom } from "../../flags/review-flags.ts";
import { grafanaFrom, prometheusFrom } from "../../flags/servers.ts";
import { shardFrom } from "../../flags/shard.ts";
import { hostFrom, tokenAdvice } from "../../review/host.ts";
import { identified } from "../../review/identified.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { LiveRequest } from "./options.ts";

/** Runs `live`. Returns the exit code. */
export async function runLiveCommand(request: LiveRequest, context: CliContext): Promise<number> {
  const shard = shardFrom(request.shard, context);
  const grafana = grafanaFrom(request, context);
  const prometheus = prometheusFrom(request, context);
  const stats = createStats();
  const progress = createProgress(context);
  let server: StatusServer | undefined;
  let host: ReviewHost | undefined;
  try {
    const { review } = await identified(reviewFrom(request, context), request, context);
    const key = request.key === undefined && request.name === undefined ? {} : { key: review.key };
    const owner: Owner = request.allProjects ? {} : { ...projectNames(review), ...key };
    const data = dataOf(request, context);
    host = request.comment === "off" ? undefined : hostFrom(request, review, context);
    if (host === undefined && request.comment === "required")
      throw new UsageError(`--comment required needs to know the review's host: ${tokenAdvice(review)}`);
    server = await startStatus(request, stats, context);
    const dataSource = await chooseDataSource(grafana, request.datasource, prometheus.url);
    const whose = request.allProjects
      ? "every project"
      : `project ${owner.project}${owner.key === undefined ? "" : `, key ${owner.key}`}`;
    progress.step(
      `writing live data for the previews of ${whose} on the data source ${dataSource.name} (${dataSource.uid}); ` +
        "Ctrl-C ends it",
    );
    await runLiveProcess(
      {
        grafana,
        prometheus,
        owner,
        dataSourceUid: dataSource.uid,
        shard,
        maxSeries: request.maxSeries,
        maxTtlMs: request.maxTtlMs,
        data,
        once: request.once,
        lookEveryMs: request.lookEveryMs,
        retryMs: request.retryForMs,
        stats,
        news: host && new RemovalNews({ grafana, host, names: projectNames(review), deployments: request.deployment }),
      },
      { ...context, progress, tune: tuneFor, onWait: reportWaits("Prometheus", context) },
    );
  } catch (error) {
    // How it is meant to end. The series stay open: the next process goes on.
    if (!(error instanceof InterruptedError)) throw error;
  } finally {
    progress.clear();
    grafana.close();
    prometheus.close();
    host?.close();
    await server?.stop();
  }
  print(stats, request, context);
  return request.comment === "required" && stats.failures.comment > 0 ? 3 : 0;
}

function print(stats: LiveStats, { output }: LiveRequest, { out }: CliContext): void {
  const { previews, series, leftAlone, samples, skippedScrapes, cleaned, failures } = stats;
  if (output === "json") out.json({ previews, series, leftAlone, samples, skippedScrapes, cleaned, failures });
  else {
    const whose = `${counted(previews, "preview")} (${counted(series, "series", "series")})`;
    out.write(`${counted(samples, "sample")} written for ${whose}, ${counted(cleaned, "preview")} cleaned up\n`);
  }
}

function dataOf({ data }: LiveRequest, { cwd }: CliContext): LoadedSpec | undefined {
  if (data === undefined) return undefined;
  const path = resolve(cwd, data);
  const text = readPlainFile(path, {
    file: `--data ${data}`,
    what: "a data spec",
    maxBytes: largestSpecBytes,
  });
  const readFile = recordingReader(path);
  return { file: data, readFile, document: parseSpec(text, { file: data, readFile }) };
}

const largestSpecBytes = 1024 * 1024;

/** A process that has not written for so long hangs. */
const deadAfterMs = 600_000;

async function startStatus(
  { port, host, retryForMs }: LiveRequest,
  stats: LiveStats,
  { now, version }: CliContext,
): Promise<StatusServer | undefined> {
  if (port === undefined) return undefined;
  // Neither is loaded where nobody asks.
  const { startStatusServer } = await import("../../../serve/status-server.ts");
  const { liveMetrics } = await import("../../../serve/live-metrics.ts");
  const startedMs = now();
  return startStatusServer(
    {
      ready: () => (stats.listedAtMs === undefined ? "the previews have not been listed yet" : undefined),
      healthy: () =>
        now() - (stats.turnedAtMs ?? startedMs) > deadAfterMs + retryForMs
          ? "nothing was written for ten minutes"
          : undefined,
      metrics: liveMetrics(stats, { version }),
    },
    { host, port },
  );
}
