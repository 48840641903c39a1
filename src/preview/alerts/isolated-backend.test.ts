import { expect, test } from "vitest";
import type { QueryBackend } from "../../templating/backend.ts";
import { isolatedBackend } from "./isolated-backend.ts";

const label = { name: "dashpreview", value: "local-watch" };

function recording(natives?: ReadonlySet<string>) {
  const asked: string[] = [];
  const answer = async (query: string) => {
    asked.push(query);
    return { series: [] };
  };
  const backend = { instant: answer, range: answer } as unknown as QueryBackend;
  return { asked, backend: isolatedBackend(backend, label, natives) };
}

test("every selector of a rule sees the series with the label only", async () => {
  const { asked, backend } = recording();
  await backend.instant("sum(rate(a_total[5m])) / sum(b)", 0);
  await backend.range("absent(up)", { startMs: 0, endMs: 1, stepMs: 1 });
  expect(asked).toEqual([
    'sum(rate(a_total{dashpreview="local-watch"}[5m])) / sum(b{dashpreview="local-watch"})',
    expect.stringContaining('absent(up{dashpreview="local-watch"})'),
  ]);
});

test("a query that names the label itself is refused, as a server would refuse it", async () => {
  const { asked, backend } = recording();
  await expect(backend.instant('up{dashpreview="other"}', 0)).rejects.toMatchObject({ code: "bad-query" });
  expect(asked).toEqual([]);
});

test("what may be a native histogram keeps off label_replace, where a server makes zeros of it there", async () => {
  const { asked, backend } = recording(new Set(["h"]));
  await backend.instant("rate(h[5m])", 0);
  await backend.instant("rate(g[5m])", 0);
  expect(asked).toEqual([
    'sum without (dashpreview) (rate(h{dashpreview="local-watch"}[5m]))',
    'label_replace(rate(g{dashpreview="local-watch"}[5m]), "dashpreview", "", "", "")',
  ]);
});
