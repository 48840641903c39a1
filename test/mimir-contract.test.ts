import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startMimirDouble } from "./servers/mimir-double.ts";
import { exchangeAll, mimirRequests } from "./servers/mimir-exchanges.ts";
import { startPrometheus } from "./servers/prometheus.ts";

const recorded = JSON.parse(readFileSync(`${import.meta.dirname}/contracts/mimir-3.0.json`, "utf8")) as {
  exchanges: { name: string; response: unknown }[];
};

test("the Mimir double answers what a real Mimir answered, and stores as much of a refused request", async () => {
  const prometheus = await startPrometheus({ window: "30d" });
  const double = await startMimirDouble({ target: prometheus.url, takesMs: 3_600_000, maxLabels: 3, burst: 300 });
  try {
    const answers = await exchangeAll(double.url, Date.now());
    const named = answers.map((response, index) => ({ name: mimirRequests[index]!.name, response }));
    expect(named).toEqual(recorded.exchanges.map(({ name, response }) => ({ name, response })));
  } finally {
    await double.stop();
    await prometheus.stop();
  }
});
