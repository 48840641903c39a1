import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defined } from "../../src/json/defined.ts";
import { injectLabel } from "../../src/promql/isolation/inject.ts";
import { removeInjection } from "../../src/promql/isolation/remove.ts";
import { injectVariableQuery } from "../../src/promql/isolation/variable-query.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { startVictoriaMetrics } from "../servers/victoria-metrics.ts";
import { expressions } from "./expressions.ts";
import { type TestSeries, writeSeries } from "./remote-write.ts";

/**
 * Queries must return the same from a server that holds the series alone and, isolated, from one that holds them with
 * the label among series of other previews and without any label.
 */
const label = { name: "dashpreview", value: "k2m4x7qa.pr-12.k3v9x2ab" };
const stepMs = 15_000;
const samples = 60;
const endMs = Math.floor(Date.now() / 60_000) * 60_000;
const queryMs = endMs - 30_000;

/** Made-up series; `salt` makes those of other previews differ. */
function makeSeries(salt: number, extra: Record<string, string>): TestSeries[] {
  const series: TestSeries[] = [];
  const add = (labels: Record<string, string>, value: (index: number) => number) =>
    series.push({
      labels: { ...labels, ...extra },
      samples: Array.from({ length: samples }, (_, index) => ({
        timeMs: endMs - (samples - 1 - index) * stepMs,
        value: value(index),
      })),
    });
  let number = salt;
  for (const job of ["api", "web"]) {
    for (const instance of ["host-1:9100", "host-2:9100", "host-3:9100"]) {
      number += 7;
      const phase = number;
      add({ __name__: "load", job, instance }, (index) => phase + ((index * phase) % 11) / 8);
      add({ __name__: "requests_total", job, instance, code: "200" }, (index) => index * phase);
      add({ __name__: "requests_total", job, instance, code: "500" }, (index) => index * ((phase % 5) + 1));
      for (const [position, le] of ["0.1", "1", "+Inf"].entries()) {
        add({ __name__: "latency_bucket", job, instance, le }, (index) => index * (phase + position * 3));
      }
    }
    add({ __name__: "limit", job }, () => 40 + number);
    add({ __name__: "build_info", job, version: `v${number}` }, () => 1);
  }
  return series;
}

interface Pair {
  readonly plain: TestServer;
  readonly shared: TestServer;
}

async function startPair(start: () => Promise<TestServer>): Promise<Pair> {
  const [plain, shared] = await Promise.all([start(), start()]);
  await writeSeries(plain.url, makeSeries(3, {}));
  await writeSeries(shared.url, [
    ...makeSeries(3, { [label.name]: label.value }),
    ...makeSeries(50, { [label.name]: "k2m4x7qa.pr-12.aaaaaaaa" }),
    ...makeSeries(90, {}),
  ]);
  // VictoriaMetrics shows new series at once only after this.
  for (const { url } of [plain, shared]) await fetch(`${url}/internal/force_flush`);
  return { plain, shared };
}

async function ask(server: TestServer, path: string, parameters: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${server.url}/api/v1/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...parameters, nocache: "1" }),
  });
  const answer = (await response.json()) as { status: string; data?: { result: unknown } };
  return answer.status === "success" ? rounded(answer.data!.result) : "error";
}

/** Sums of floats differ in the last digits with the order of their parts, which no server promises. */
const rounded = (result: unknown): unknown =>
  JSON.parse(JSON.stringify(result), (_, value) =>
    typeof value === "string" && /^-?[\d.]+(?:e[-+]\d+)?$/.test(value) ? Number(value).toPrecision(9) : value,
  );

/**
 * Prometheus returns the first two, VictoriaMetrics the groups of the last in the order of a Go map: another one every
 * time.
 */
const unordered = /\[2m:30s\]|histogram_quantile|(?:topk|bottomk) (?:by|without)/;
const sorted = (result: unknown) =>
  Array.isArray(result) ? result.map((each) => JSON.stringify(each)).sort() : result;

const queryOf = (query: string) => {
  const injected = injectLabel(query, label);
  expect(injected, query).toMatchObject({ ok: true });
  return injected.ok ? injected.query : "";
};

/**
 * @param lazy - the server may skip the other side of an operation when one is empty, and with it an error in there.
 */
async function expectSame(
  { plain, shared }: Pair,
  query: string,
  lazy: boolean,
): Promise<"filled" | "empty" | "uncomparable"> {
  const isolated = queryOf(query);
  expect(removeInjection(isolated, label)).toBe(query);
  const time = String(queryMs / 1000);
  const range = { start: String(queryMs / 1000 - 300), end: time, step: "60" };
  const [instant, isolatedInstant, matrix, isolatedMatrix] = await Promise.all([
    ask(plain, "query", { query, time }),
    ask(shared, "query", { query: isolated, time }),
    ask(plain, "query_range", { query, ...range }),
    ask(shared, "query_range", { query: isolated, ...range }),
  ]);
  const ordered = unordered.test(query) ? sorted : (result: unknown) => result;
  for (const [before, after] of [
    [instant, isolatedInstant],
    [matrix, isolatedMatrix],
  ]) {
    if (lazy && (before === "error") !== (after === "error")) return "uncomparable";
    expect(ordered(after), isolated).toEqual(ordered(before));
  }
  return Array.isArray(instant) && instant.length > 0 ? "filled" : "empty";
}

describe.each([
  { name: "Prometheus", stable: false, start: () => startPrometheus() },
  { name: "VictoriaMetrics", stable: true, start: () => startVictoriaMetrics() },
])("on $name", ({ stable, start }) => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await startPair(start);
  });
  afterAll(async () => {
    await Promise.all([pair?.plain.stop(), pair?.shared.stop()]);
  });

  test("injectLabel keeps the result of any query, its order included", async () => {
    const counts = { filled: 0, empty: 0, uncomparable: 0 };
    await fc.assert(
      fc.asyncProperty(expressions({ stable }), async (query) => {
        counts[await expectSame(pair, query, stable)]++;
      }),
      { numRuns: Number(process.env["DASHPREVIEW_RUNS"] ?? 300), seed: Number(process.env["DASHPREVIEW_SEED"] ?? 42) },
    );
    // Otherwise little was compared.
    expect(counts.filled).toBeGreaterThan(counts.empty / 2);
    expect(counts.uncomparable).toBeLessThan(counts.filled / 20);
  });

  test("injectVariableQuery shows what a server of one's own would show", async () => {
    // As Grafana asks:
    // https://github.com/grafana/grafana/blob/main/packages/grafana-prometheus/src/metric_find_query.ts
    const values = async (server: TestServer, query: string): Promise<unknown> => {
      const names = /^label_names\((.*)\)$/.exec(query);
      const one = /^label_values\((?:(.+),\s*)?(\w+)\)$/.exec(query);
      const path = names === null ? `label/${one![2]}/values` : "labels";
      const match = names === null ? one![1] : `{__name__=~".*${names[1]}.*"}`;
      const span = { start: String(endMs / 1000 - 3600), end: String(endMs / 1000) };
      const parameters = new URLSearchParams({ ...span, ...defined({ "match[]": match }) });
      const response = await fetch(`${server.url}/api/v1/${path}?${parameters}`);
      return ((await response.json()) as { data: string[] }).data;
    };
    const injected = (query: string) => {
      const result = injectVariableQuery(query, label);
      return result.ok ? result.query : result.reason;
    };
    for (const query of [
      "label_values(version)",
      "label_values(load, job)",
      'label_values({job="web"}, version)',
      'label_values({__name__=~"l.*"}, job)',
    ]) {
      const expected = await values(pair.plain, query);
      expect(expected).not.toEqual([]);
      expect(await values(pair.shared, injected(query)), query).toEqual(expected);
    }
    expect(await values(pair.shared, injected("metrics(^l[io])"))).toEqual(["limit", "load"]);
    expect(await values(pair.shared, injected("metrics(_\\w+$)"))).toEqual([
      "build_info",
      "latency_bucket",
      "requests_total",
    ]);
    // The label itself is a name, too: there is no way to leave it out.
    expect(await values(pair.shared, injected("label_names()"))).toEqual([
      "__name__",
      "code",
      "dashpreview",
      "instance",
      "job",
      "le",
      "version",
    ]);
    expect(await values(pair.shared, injected("label_names(build)"))).toEqual([
      "__name__",
      "dashpreview",
      "job",
      "version",
    ]);
  });
});
