import type { Json } from "./dashboards/build.ts";
import type { RecordedQuestion } from "./record-shape.ts";

/** A time range in Unix milliseconds. */
export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Grafana, asked as the page of a dashboard asks it. */
export interface Browser {
  readonly version: string;
  readonly prometheusVersion: string;
  /** The data source that the questions go to. */
  readonly uid: string;
  /** @returns the `results` of `/api/ds/query`, also of queries that fail. */
  query(queries: readonly Json[], range: Range): Promise<Json>;
  /** Asks what a variable's query asks for: `label_values(…)` or `query_result(…)`. */
  askVariable(query: string, range: Range): Promise<RecordedQuestion>;
}

/** @param options.prometheusUrl - of the server behind one of Grafana's data sources, as Grafana knows it. */
export async function openBrowser({
  url,
  token,
  prometheusUrl,
}: {
  readonly url: string;
  readonly token: string;
  readonly prometheusUrl: string;
}): Promise<Browser> {
  const ask = async (path: string, body?: unknown): Promise<Json> => {
    const response = await fetch(`${url}${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  const { version } = await ask("/api/health");
  const sources: Json[] = await ask("/api/datasources");
  const source = sources.find((each) => each.type === "prometheus" && each.url.replace(/\/$/, "") === prometheusUrl);
  if (source === undefined) throw new Error(`Grafana has no data source with the address ${prometheusUrl}`);
  const resource = `/api/datasources/uid/${source.uid}/resources/api/v1`;
  const build = await ask(`${resource}/status/buildinfo`);
  return {
    version,
    prometheusVersion: build.data.version,
    uid: source.uid,
    async query(queries, { fromMs, toMs }) {
      const { results } = await ask("/api/ds/query", { from: String(fromMs), to: String(toMs), queries });
      return results;
    },
    async askVariable(query, { fromMs, toMs }) {
      const times = `start=${fromMs / 1000}&end=${toMs / 1000}`;
      const values = /^label_values\((.+),\s*(\w+)\)$/.exec(query);
      if (values !== null) {
        const [, match, label] = values as unknown as [string, string, string];
        const path = `${resource}/label/${label}/values?${times}&match[]=${encodeURIComponent(match)}`;
        return { label, match, answer: (await ask(path)).data };
      }
      const match = /^query_result\((.+)\)$/.exec(query)![1]!;
      const { data } = await ask(`${resource}/query?query=${encodeURIComponent(match)}&time=${toMs / 1000}`);
      return { match, answer: data.result.map(metricText) };
    },
  };
}

/** A result as the regex of a variable sees it: `name{label="value"} 1 1700000000000`. */
function metricText({ metric: { __name__: name = "", ...labels }, value: [time, value] }: Json): string {
  const list = Object.entries(labels).map(([label, each]) => `${label}="${each}"`);
  return `${name}{${list.join(",")}} ${value} ${time * 1000}`;
}
