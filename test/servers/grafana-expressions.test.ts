import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "./grafana-double.ts";
import type { TestServer } from "./process.ts";
import { startPrometheus } from "./prometheus.ts";

interface Frame {
  readonly schema: { readonly refId: string; readonly fields: { name: string; type: string; labels?: object }[] };
  readonly data: { readonly values: readonly unknown[][]; readonly entities?: unknown };
}
interface Answer {
  readonly message?: string;
  readonly messageId?: string;
  readonly results?: Record<string, { readonly status: number; readonly error?: string; readonly frames: Frame[] }>;
}
interface Exchange {
  readonly name: string;
  readonly request: unknown;
  readonly response: { readonly status: number; readonly body: Answer };
}

const exchanges = JSON.parse(
  readFileSync(join(import.meta.dirname, "../contracts/grafana-expressions-12.4.json"), "utf8"),
) as Exchange[];

let prometheus: TestServer;
let grafana: GrafanaDouble;
beforeAll(async () => {
  prometheus = await startPrometheus();
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
});
afterAll(async () => {
  await grafana?.stop();
  await prometheus?.stop();
});

test.for(exchanges)("runExpressions answers as recorded: $name", async ({ request, response: { status, body } }) => {
  const answer = await fetch(`${grafana.url}/api/ds/query`, {
    method: "POST",
    headers: { Authorization: `Bearer ${grafana.tokens.viewer}`, "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  const actual = (await answer.json()) as Answer;
  expect(answer.status).toBe(status);
  expect(plain(actual)).toEqual(plain(body));
});

/** What the product reads. Grafana's words on math that does not parse name its tokens; only their beginning counts. */
function plain({ message, messageId, results = {} }: Answer) {
  return {
    message: message?.replace(/(invalid math command: expr: \w+).*/, "$1"),
    messageId,
    results: Object.entries(results)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([refId, { status, error, frames }]) => ({
        ...{ refId, status, error },
        frames: frames.flatMap(({ schema, data }) =>
          schema.fields.length === 0 ? [] : [{ labels: schema.fields.at(-1)!.labels ?? {}, data }],
        ),
      })),
  };
}
