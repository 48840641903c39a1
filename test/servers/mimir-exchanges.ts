import { createRequire } from "node:module";
import protobuf from "protobufjs/minimal.js";

const snappy = createRequire(import.meta.url)("snappyjs") as { compress(data: Uint8Array): Uint8Array<ArrayBuffer> };

/** A request of the contract. Samples are `[seconds before now, value]`. */
export interface MimirRequest {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly series?: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly samples: readonly (readonly [number, number])[];
  }[];
}

/** An answer as it is recorded: what the product reads. Times, revisions and names of hosts are taken out. */
export interface MimirAnswer {
  readonly status: number;
  readonly retryAfter: boolean;
  readonly body: unknown;
}

const point = (labels: Record<string, string>, secondsAgo: number, value = 1) =>
  ({ labels, samples: [[secondsAgo, value]] }) as const;

/**
 * For a Mimir with `max_label_names_per_series: 3` and `ingestion_burst_size: 300`. In order: later ones need earlier.
 */
export const mimirRequests: readonly MimirRequest[] = [
  { name: "what it is, at its root", method: "GET", path: "/api/v1/status/buildinfo" },
  { name: "what it is, at the address of its data source", method: "GET", path: "/prometheus/api/v1/status/buildinfo" },
  { name: "a question at its root", method: "GET", path: "/api/v1/query?query=time()" },
  { name: "the path for remote write of a Prometheus", method: "POST", path: "/api/v1/write", series: [] },
  { name: "an empty write", method: "POST", path: "/api/v1/push", series: [] },
  { name: "a sample of now", method: "POST", path: "/api/v1/push", series: [point({ __name__: "a" }, 0)] },
  {
    name: "another series, six hours old",
    method: "POST",
    path: "/api/v1/push",
    series: [point({ __name__: "b" }, 21_600)],
  },
  {
    name: "older than the series' newest sample",
    method: "POST",
    path: "/api/v1/push",
    series: [point({ __name__: "a" }, 60)],
  },
  {
    name: "a good series and one with too many labels",
    method: "POST",
    path: "/api/v1/push",
    series: [point({ __name__: "good" }, 0), point({ __name__: "bad", i: "1", j: "2", k: "3" }, 0)],
  },
  {
    name: "what is stored of that",
    method: "GET",
    path: "/prometheus/api/v1/query?query=count%20by(__name__)(%7B__name__%3D~%22good%7Cbad%22%7D)",
  },
  {
    name: "more samples than a burst may have",
    method: "POST",
    path: "/api/v1/push",
    series: [{ labels: { __name__: "c" }, samples: Array.from({ length: 301 }, (_, i) => [301 - i, i] as const) }],
  },
  { name: "deleting series", method: "POST", path: "/prometheus/api/v1/admin/tsdb/delete_series?match[]=a" },
];

/** Puts the requests to a server, one after the other. */
export async function exchangeAll(url: string, nowMs: number): Promise<readonly MimirAnswer[]> {
  const answers: MimirAnswer[] = [];
  for (const { method, path, series } of mimirRequests) {
    const headers = { "Content-Encoding": "snappy", "Content-Type": "application/x-protobuf" };
    const write = series === undefined ? {} : { headers, body: snappy.compress(encode(series, nowMs)) };
    const answer = await fetch(url + path, { method, ...write });
    const text = await answer.text();
    answers.push({ status: answer.status, retryAfter: answer.headers.has("retry-after"), body: shorten(text) });
  }
  return answers;
}

function encode(series: NonNullable<MimirRequest["series"]>, nowMs: number): Uint8Array {
  const request = new protobuf.Writer();
  for (const { labels, samples } of series) {
    const message = request.uint32(10).fork();
    for (const [name, value] of Object.entries(labels))
      message.uint32(10).fork().uint32(10).string(name).uint32(18).string(value).ldelim();
    for (const [secondsAgo, value] of samples)
      message
        .uint32(18)
        .fork()
        .uint32(9)
        .double(value)
        .uint32(16)
        .int64(nowMs - secondsAgo * 1000)
        .ldelim();
    message.ldelim();
  }
  return request.finish();
}

/** JSON as far as the product reads it; text without what differs from run to run. */
function shorten(text: string): unknown {
  try {
    const { status, data } = JSON.parse(text) as { status?: string; data?: Record<string, unknown> };
    const { application, result } = data ?? {};
    if (application !== undefined) return { status, data: { application } };
    const names = Array.isArray(result) ? (result as { metric?: unknown }[]).map(({ metric }) => metric) : undefined;
    return { status, data: names };
  } catch {
    return text
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
      .replace(/pushing to ingester \S+:/, "pushing to ingester <id>:")
      .trim();
  }
}
