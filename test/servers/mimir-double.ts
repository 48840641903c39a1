import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestSeries, writeSeries } from "../promql/remote-write.ts";
import { type DecodedSeries, decodeWriteBody } from "./decode-write.ts";

/** How a Mimir is set up for its one tenant. */
export interface MimirSetup {
  /** Where samples are kept and queries are answered: a Prometheus that takes them in any order. */
  readonly target: string;
  /** Samples older than this are refused, in milliseconds. Default: none are. */
  readonly takesMs?: number;
  /** `max_label_names_per_series`, the name of the metric included. Default 30. */
  readonly maxLabels?: number;
  /** `ingestion_burst_size`: samples in one request. Default: any. */
  readonly burst?: number;
  /** Sent in a refusal as the window of `out_of_order_time_window`. */
  readonly window?: string;
}

/** A Mimir as far as it is asked and written to. */
export interface MimirDouble {
  readonly url: string;
  /** Requests so far, as `STATUS METHOD path`. */
  readonly seen: readonly string[];
  /** Samples of each write that was answered 200. */
  readonly stored: readonly number[];
  stop(): Promise<void>;
}

interface Refusal {
  readonly status: number;
  readonly text: string;
}

const limitHint = (flag: string) =>
  `To adjust the related per-tenant limit, configure -${flag}, or contact your service administrator.`;

/**
 * Starts one. It stores the good series of a request that it refuses and names the first reason. Its answers are held
 * to `test/contracts/mimir-3.0.json`; the words for a tenant with an out-of-order window are those of the source.
 *
 * @see https://github.com/grafana/mimir/blob/main/pkg/ingester/errors.go
 */
export async function startMimirDouble(setup: MimirSetup): Promise<MimirDouble> {
  const seen: string[] = [];
  const stored: number[] = [];
  const newest = new Map<string, number>();

  async function push(body: Buffer): Promise<Refusal | undefined> {
    const { series } = decodeWriteBody(body);
    const count = series.reduce((sum, { samples }) => sum + samples.length, 0);
    if (count > (setup.burst ?? Number.POSITIVE_INFINITY))
      return {
        status: 429,
        text: `the request has been rejected because the tenant exceeded the ingestion burst size limit, set to ${setup.burst}, with ${count} items. This limit is applied on the total number of samples, exemplars and metadata received across all distributors (err-mimir-tenant-max-ingestion-rate). ${limitHint("distributor.ingestion-burst-size")}`,
      };
    let first: string | undefined;
    const good: TestSeries[] = [];
    for (const one of series) {
      const refused = judge(one);
      first ??= refused;
      if (refused !== undefined) continue;
      const labels = Object.fromEntries(one.labels.map(({ name, value }) => [name, value]));
      good.push({ labels, samples: one.samples });
      newest.set(keyOf(one), one.samples.at(-1)?.timeMs ?? 0);
    }
    if (good.length > 0) await writeSeries(setup.target, good);
    stored.push(good.reduce((sum, { samples }) => sum + samples.length, 0));
    return first === undefined ? undefined : { status: 400, text: first };
  }

  function judge({ labels, samples }: DecodedSeries): string | undefined {
    const text = seriesText(labels);
    const most = setup.maxLabels ?? 30;
    if (labels.length > most)
      return `received a series whose number of labels exceeds the limit (actual: ${labels.length}, limit: ${most}) series: '${text.slice(0, 200)}' (err-mimir-max-label-names-per-series). ${limitHint("validation.max-label-names-per-series")}`;
    const [oldest] = samples;
    if (oldest === undefined) return undefined;
    const inSeries = (reason: string) =>
      `send data to ingesters: failed pushing to ingester mimir-1: user=anonymous: ${reason}. The affected sample has timestamp ${new Date(oldest.timeMs).toISOString()} and is from series ${text} (sampled 1/10)`;
    if (Date.now() - oldest.timeMs > (setup.takesMs ?? Number.POSITIVE_INFINITY))
      return inSeries(
        setup.window === undefined
          ? "the sample has been rejected because its timestamp is too old (err-mimir-sample-timestamp-too-old)"
          : `the sample has been rejected because another sample with a more recent timestamp has already been ingested and this sample is beyond the out-of-order time window of ${setup.window} (err-mimir-sample-timestamp-too-old)`,
      );
    if (oldest.timeMs < (newest.get(keyOf({ labels })) ?? 0))
      return inSeries(
        "the sample has been rejected because another sample with a more recent timestamp has already been ingested and out-of-order samples are not allowed (err-mimir-sample-out-of-order)",
      );
    return undefined;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await collect(request);
    const [path = ""] = (request.url ?? "").split("?");
    const answer = (status: number, text: string | Buffer, headers: Record<string, string> = {}) => {
      seen.push(`${status} ${request.method} ${path}`);
      response.writeHead(status, headers).end(text);
    };
    if (request.method === "POST" && path === "/api/v1/push") {
      const refusal = await push(body);
      if (refusal === undefined) return answer(200, "");
      return answer(refusal.status, refusal.text, refusal.status === 429 ? { "Retry-After": "1" } : {});
    }
    if (/^(\/prometheus)?\/api\/v1\/status\/buildinfo$/.test(path)) return answer(200, JSON.stringify(buildInfo));
    if (!/^\/prometheus\/api\/v1\/(query|query_range|series|labels|label\/[^/]+\/values|rules|metadata)$/.test(path))
      return answer(404, "404 page not found\n");
    const passed = await fetch(setup.target + request.url!.slice("/prometheus".length), {
      method: request.method!,
      ...(body.length === 0
        ? {}
        : { body: new Uint8Array(body), headers: { "content-type": request.headers["content-type"] ?? "" } }),
    });
    return answer(passed.status, Buffer.from(await passed.arrayBuffer()), { "content-type": "application/json" });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.writeHead(599).end(String(error)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stored,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** As Mimir 3.0 answers: pkg/util/version/info_handler.go. */
const buildInfo = {
  status: "success",
  data: {
    application: "Grafana Mimir",
    version: "3.0.3",
    revision: "a4f0dd536c",
    branch: "main",
    goVersion: "go1.25.7",
    features: {
      ruler_config_api: "true",
      alertmanager_config_api: "true",
      query_sharding: "false",
      federated_rules: "false",
    },
  },
};

function seriesText(labels: DecodedSeries["labels"]): string {
  const metric = labels.find(({ name }) => name === "__name__")?.value ?? "";
  const others = labels.filter(({ name }) => name !== "__name__").map(({ name, value }) => `${name}="${value}"`);
  return others.length === 0 ? metric : `${metric}{${others.join(", ")}}`;
}

function keyOf({ labels }: Pick<DecodedSeries, "labels">): string {
  return labels.map(({ name, value }) => `${name}=${value}`).join("\0");
}

async function collect(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
