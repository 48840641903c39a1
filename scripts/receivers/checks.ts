import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { PrometheusError } from "../../src/errors.ts";
import { createSharingSources } from "../../src/generator/sampling/sharing-sources.ts";
import { createPrometheus } from "../../src/prometheus/connection.ts";
import type { Prometheus, RemoteWriteChoice } from "../../src/prometheus/prometheus.ts";
import { deleteSeries } from "../../src/prometheus/query/delete-series.ts";
import { receiverOf } from "../../src/prometheus/receivers.ts";
import { agreeOnVersion } from "../../src/prometheus/write/agree-on-version.ts";
import { verifyHistory } from "../../src/prometheus/write/verify-history.ts";
import { writeHistory } from "../../src/prometheus/write/write-history.ts";
import { fixedSource } from "../../test/servers/fixed-source.ts";
import { realContext } from "../../test/servers/read-samples.ts";
import { compare, readBack } from "./reader.ts";
import type { ReceiverKind, RunningReceiver } from "./servers.ts";

/** A receiver under test: one that takes any history, and one as it comes. */
export interface Subject {
  readonly kind: ReceiverKind;
  readonly wide: RunningReceiver;
  readonly plain: RunningReceiver;
}

/** What a check has seen: a cell of the table. @throws {Error} if it is not what dashpreview needs. */
export type Check = (subject: Subject) => Promise<string>;

const stepMs = 15_000;
const hourMs = 3_600_000;
const label = (value: string) => ({ name: "dashpreview", value });
const tenant = "preview";
const context = { ...realContext, retryMs: 10_000 };

function connect(
  { kind }: Pick<Subject, "kind">,
  server: RunningReceiver,
  options: { writeVersion?: RemoteWriteChoice["wanted"]; tenant?: string } = {},
): Prometheus {
  return createPrometheus({
    url: server.url,
    ...(server.writeUrl === undefined ? {} : { writeUrl: server.writeUrl }),
    receiver: "auto",
    writeVersion: "auto",
    userAgent: "dashpreview/receivers",
    ...(kind.tenants === "no" ? {} : { tenant }),
    ...options,
  });
}

async function using<T>(prometheus: Prometheus, work: (prometheus: Prometheus) => Promise<T>): Promise<T> {
  try {
    return await work(prometheus);
  } finally {
    prometheus.close();
  }
}

const spec = `version: 1
step: 15s
history: 6h
metrics:
  - name: queue_length
    type: gauge
    help: Jobs that wait
    series:
      - {labels: {job: api, host: "a-{1..5}"}, value: {walk: {start: 80, step: 3}}}
      - {labels: {job: api, host: gaps}, value: "3x9 _x5 stale _x20 4.25x50 NaN Inf 0.1+0.1x99"}
  - name: requests_total
    type: counter
    series: [{labels: {job: api, code: "{200,500}"}, rate: {wave: {min: 3, max: 12.5, period: 1h}}}]
  - {name: restarts_total, type: counter, series: [{labels: {job: api}, rate: 3, resets: {every: 47m}}]}
  - name: took_seconds
    type: histogram
    buckets: [0.1, 0.5, 1, 5]
    series: [{labels: {job: api}, rate: 30, observe: {lognormal: {p50: 0.2, p99: 2}}}]
`;

const nativeSpec = `version: 1
step: 15s
history: 1h
metrics:
  - name: size_bytes
    type: histogram
    native: true
    series: [{labels: {job: api}, rate: 30, observe: {lognormal: {p50: 200, p99: 20000}}}]
`;

/** One sample at each of some times, oldest first as given. */
async function write(
  prometheus: Prometheus,
  name: string,
  samples: { readonly fromMs: number; readonly values: readonly number[] },
  labels: Readonly<Record<string, string>> = { job: "api" },
): Promise<string> {
  try {
    await writeHistory(prometheus, {
      ...context,
      sources: [fixedSource(name, labels, (index) => samples.values[index])],
      grid: { fromMs: samples.fromMs, stepMs, count: samples.values.length },
      isolation: label("one"),
    });
    return "taken";
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    return answerIn(error.message);
  }
}

/** What the receiver said, out of the product's message: status and text, without addresses, times and numbers of ours. */
function answerIn(message: string): string {
  const said = /(?:: |^)((?:[2-5]\d\d)\b.*)$/.exec(message.split(". ")[0] ?? "")?.[1] ?? message;
  const text = said
    .replaceAll("`", "'")
    // Mimir's own way to its parts.
    .replace(/send data to ingesters: .*?user=\S+ /, "")
    .replaceAll(/x{20,}/g, "xx…")
    .replaceAll(/(label_\d+="x", )+/g, "…, ")
    .replaceAll(/127\.0\.0\.1:\d+/g, "…")
    .replaceAll(/\b\d{10,}\b|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "…")
    .replaceAll(/\s+/g, " ")
    .slice(0, 240);
  return `\`${text.trim()}\``;
}

function nowOnGrid(): number {
  return Math.floor(Date.now() / stepMs) * stepMs;
}

async function history({ kind, wide }: Subject, version: 1 | 2, text = spec): Promise<string> {
  const document = parseSpec(text, { file: "receivers.data.yaml", readFile: () => "" });
  const { grid, definitions, seed, metadata } = planSpec(document, { nowMs: nowOnGrid() });
  const isolation = label(`history-${version}-${text.length}`);
  const sources = () => createSharingSources(definitions, { seed, grid });
  return using(connect({ kind }, wide, { writeVersion: version }), async (prometheus) => {
    const written = await writeHistory(prometheus, { ...context, sources: sources(), grid, isolation, metadata });
    const verify = { ...context, windows: written.windows, grid, isolation, sources, timeoutMs: 20_000 };
    await verifyHistory(prometheus, verify);
    const stored = await readBack(wide.queryUrl, {
      selector: `{dashpreview="${isolation.value}"}`,
      fromMs: grid.fromMs,
      toMs: grid.fromMs + (grid.count - 1) * stepMs,
      headers: headersOf(kind),
    });
    const found = compare(sources(), grid, stored, isolation);
    if (found.lost > 0 || found.strange > 0)
      throw new Error(`${found.lost} of ${found.samples} samples lost, ${found.strange} that nobody sent`);
    return [
      `${found.exact} of ${found.samples} samples to the bit`,
      ...(found.changed > 0 ? [`${found.changed} changed by ${found.worst.toExponential(0)} at most`] : []),
      ...(found.nans > found.nansBack ? [`${found.nans - found.nansBack} NaN dropped`] : []),
    ].join(", ");
  });
}

function headersOf({ tenants }: ReceiverKind, name = tenant): Record<string, string> {
  return tenants === "both" ? { "X-Scope-OrgID": name } : {};
}

/** An instant query's answer, one number for each series. */
async function ask({ kind }: Subject, server: RunningReceiver, query: string, timeMs: number, name = tenant) {
  const found = await readBackValues(server, query, timeMs, headersOf(kind, name));
  return found;
}

async function readBackValues(
  server: RunningReceiver,
  query: string,
  timeMs: number,
  headers: Readonly<Record<string, string>>,
) {
  const body = new URLSearchParams({ query, time: String(timeMs / 1000), nocache: "1" });
  const answer = await fetch(`${server.queryUrl}/api/v1/query`, {
    method: "POST",
    body,
    headers,
    signal: AbortSignal.timeout(30_000),
  });
  const { data, error } = (await answer.json()) as { data?: { result: { value: [number, string] }[] }; error?: string };
  if (data === undefined) throw new Error(`${query}: ${answer.status} ${error}`);
  return data.result.map(({ value }) => value[1]);
}

async function eventually<T>(get: () => Promise<T>, isFine: (value: T) => boolean, ms = 15_000): Promise<T> {
  for (let waited = 0; ; waited += 250) {
    const value = await get();
    if (isFine(value) || waited >= ms) return value;
    await realContext.sleep(250);
  }
}

/** Each line of the table: its name, and the check. */
export const checks: Readonly<Record<string, Check>> = {
  "recognised as": ({ kind, plain }) =>
    using(connect({ kind }, plain), async (prometheus) => {
      const { title } = await prometheus.identify();
      const wanted = receiverOf(kind.row).title;
      if (title !== wanted) throw new Error(`taken for ${title}`);
      return title;
    }),
  "says as its version": ({ kind, plain }) =>
    using(connect({ kind }, plain), async (prometheus) => {
      await prometheus.identify();
      const { data } = await prometheus.ask({ method: "GET", path: "/status/buildinfo" });
      return String((data as { version?: unknown } | undefined)?.version || "no");
    }),
  "remote write": ({ kind, plain }) =>
    using(connect({ kind }, plain), async (prometheus) =>
      (await agreeOnVersion(prometheus, {})) === 2 ? "2.0" : "1.0",
    ),
  "6 h of history by 1.0": (subject) => history(subject, 1),
  "6 h of history by 2.0": async (subject) => {
    const version = await using(connect(subject, subject.wide), (prometheus) => agreeOnVersion(prometheus, {}));
    return version === 2 ? history(subject, 2) : "–";
  },
  "native histograms": async (subject) => {
    const version = await using(connect(subject, subject.wide), (prometheus) => agreeOnVersion(prometheus, {}));
    try {
      return await history(subject, version, nativeSpec);
    } catch (error) {
      if (error instanceof PrometheusError && /native histograms/.test(error.message))
        return `no: ${error.code === "lost" ? "answers 2xx and keeps none" : answerIn(error.message)}`;
      throw error;
    }
  },
  "the label keeps previews apart": async (subject) => {
    const nowMs = nowOnGrid();
    return using(connect(subject, subject.wide), async (prometheus) => {
      for (const value of ["left", "right"])
        await writeHistory(prometheus, {
          ...context,
          sources: [fixedSource("apart", { job: "api" }, () => (value === "left" ? 1 : 2))],
          grid: { fromMs: nowMs - stepMs, stepMs, count: 2 },
          isolation: label(value),
        });
      const get = () => ask(subject, subject.wide, 'apart{dashpreview="left"}', nowMs);
      const found = await eventually(get, (values) => values.length > 0);
      if (found.join() !== "1") throw new Error(`left has ${found.join() || "nothing"}`);
      return "yes";
    });
  },
  "stale markers end series": async (subject) => {
    const nowMs = nowOnGrid();
    return using(connect(subject, subject.wide), async (prometheus) => {
      await writeHistory(prometheus, {
        ...context,
        sources: [
          fixedSource("ends", { job: "api" }, (index) => (index < 3 ? index : index === 3 ? "stale" : undefined)),
          fixedSource("goes_on", { job: "api" }, (index) => (index < 3 ? index : undefined)),
        ],
        grid: { fromMs: nowMs - 5 * stepMs, stepMs, count: 6 },
        isolation: label("ends"),
      });
      await eventually(
        () => ask(subject, subject.wide, "goes_on", nowMs),
        (values) => values.length > 0,
      );
      const after = await ask(subject, subject.wide, "ends", nowMs);
      return after.length === 0 ? "yes" : "no: the last value is seen on";
    });
  },
  "metadata can be asked for": async (subject) => {
    const answer = await fetch(`${subject.wide.queryUrl}/api/v1/metadata?metric=queue_length`, {
      headers: headersOf(subject.kind),
    });
    const { data } = (await answer.json()) as { data?: Record<string, { type: string; help: string }[]> };
    const [one] = data?.["queue_length"] ?? [];
    return one === undefined ? "no" : `yes: ${one.type}, “${one.help}”`;
  },
  "other tenants see nothing": async (subject) => {
    if (subject.kind.tenants !== "both") return subject.kind.tenants === "no" ? "–" : "reads all tenants";
    const found = await ask(subject, subject.wide, "count(queue_length)", nowOnGrid(), "another");
    if (found.length > 0) throw new Error("another tenant sees the series");
    return "yes";
  },
  "no tenant": async ({ kind, plain }) => {
    if (kind.tenants !== "both") return "–";
    const server = { ...plain };
    const prometheus = createPrometheus({ url: server.url, receiver: "auto", userAgent: "dashpreview/receivers" });
    return using(prometheus, (one) => write(one, "no_tenant", { fromMs: nowOnGrid(), values: [1] }));
  },
  "an older sample of a series, plain": (subject) => late(subject, "plain", 10 * 60_000),
  "an older sample of a series, wide": (subject) => late(subject, "wide", 10 * 60_000),
  "the same sample again": (subject) => again(subject, 1),
  "another value at the same time": (subject) => again(subject, 2),
  "30 days before the newest sample, plain": ({ kind, plain }) =>
    using(connect({ kind }, plain), async (prometheus) => {
      await write(prometheus, "newest", { fromMs: nowOnGrid(), values: [1] });
      return write(prometheus, "old_one", { fromMs: nowOnGrid() - 30 * 24 * hourMs, values: [1] });
    }),
  "an hour in the future": ({ kind, plain }) =>
    using(connect({ kind }, plain), (prometheus) =>
      write(prometheus, "future", { fromMs: nowOnGrid() + hourMs, values: [1] }),
    ),
  "50 labels": ({ kind, plain }) =>
    using(connect({ kind }, plain), (prometheus) => {
      const labels = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`label_${i}`, "x"]));
      return write(prometheus, "wide_one", { fromMs: nowOnGrid(), values: [1] }, labels);
    }),
  "a label of 5,000 characters": ({ kind, plain }) =>
    using(connect({ kind }, plain), (prometheus) =>
      write(prometheus, "long_one", { fromMs: nowOnGrid(), values: [1] }, { job: "x".repeat(5000) }),
    ),
  "a label name with a dot": ({ kind, plain }) =>
    using(connect({ kind }, plain), (prometheus) =>
      write(prometheus, "dotted", { fromMs: nowOnGrid(), values: [1] }, { "service.name": "x" }),
    ),
  "deletes series": async (subject) =>
    using(connect(subject, subject.wide), async (prometheus) => {
      const outcome = await deleteSeries(prometheus, label("right"));
      if (!outcome.deleted) return `no: ${outcome.reason}`;
      const left = await eventually(
        () => ask(subject, subject.wide, 'apart{dashpreview="right"}', nowOnGrid()),
        (values) => values.length === 0,
      );
      if (left.length > 0) throw new Error("the series are still there");
      return "yes";
    }),
};

/** A sample `ageMs` older than one that its series has. */
function late(subject: Subject, which: "wide" | "plain", ageMs: number): Promise<string> {
  return using(connect(subject, subject[which]), async (prometheus) => {
    const nowMs = nowOnGrid();
    await write(prometheus, "late", { fromMs: nowMs, values: [1] });
    return write(prometheus, "late", { fromMs: nowMs - ageMs, values: [0] });
  });
}

function again(subject: Subject, value: number): Promise<string> {
  return using(connect(subject, subject.plain), async (prometheus) => {
    const fromMs = nowOnGrid();
    const name = `again_${value}`;
    await write(prometheus, name, { fromMs, values: [1] });
    return write(prometheus, name, { fromMs, values: [value] });
  });
}
