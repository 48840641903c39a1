import { expect, test } from "vitest";
import { startGrafanaDouble } from "../servers/grafana-double.ts";
import { dashboard, emptyServer, revisionsWithSamples, smallSpec, startStack } from "./stack.ts";

test("cleanup --key finds at once what up saved, although Grafana's search does not know it yet", async () => {
  const stack = await startStack(emptyServer);
  const grafana = await startGrafanaDouble({
    prometheusUrl: stack.prometheusUrl,
    searchLagMs: Number.POSITIVE_INFINITY,
  });
  const env = { GRAFANA_URL: grafana.url, GRAFANA_TOKEN: grafana.tokens.editor };
  try {
    for (const name of ["a", "b"]) stack.write(`${name}.json`, dashboard(name.toUpperCase(), ["queue_length"]));
    stack.write("dashpreview.yaml", smallSpec);
    const made = await stack.run(["up", "a.json", "b.json", "--key", "pr-1"], { env });
    expect(made.code, made.stderr).toBe(0);
    const others = await stack.run(["up", "a.json", "--key", "pr-2", "--no-sweep"], { env });
    expect(others.code, others.stderr).toBe(0);
    expect(grafana.dashboards()).toHaveLength(3);
    expect(grafana.store.index.size).toBe(0);
    const cleaned = await stack.run(["cleanup", "--key", "pr-1", "--output", "json"], { env });
    expect(cleaned.code, cleaned.stdout).toBe(0);
    const result = cleaned.json<{ deleted: { title: string }[]; series: string[]; problems: string[] }>();
    expect(result.deleted.map(({ title }) => title).sort()).toEqual(["[pr-1] A", "[pr-1] B"]);
    expect(result.series).toHaveLength(1);
    expect(result.problems).toEqual([]);
    expect(grafana.dashboards().map(({ model }) => model["title"])).toEqual(["[pr-2] A"]);
    expect([...(await revisionsWithSamples(stack)).keys()].join()).toContain(".pr-2.");
    const again = await stack.run(["cleanup", "--key", "pr-1", "--output", "json"], { env });
    expect(again.json()).toMatchObject({ deleted: [], problems: [] });
  } finally {
    await grafana.stop();
    await stack.stop();
  }
});
