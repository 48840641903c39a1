import { expect, test } from "vitest";
import type { SourceDashboard } from "../../dashboard/read/source.ts";
import type { Relays } from "../relay/relays.ts";
import { checkOf, pageCheckOf } from "./check-of.ts";

type Args = Parameters<typeof pageCheckOf>;

const dashboard = (file: string) => ({ file, title: file }) as SourceDashboard;
const [now, before, other] = [dashboard("api.json"), dashboard("api.json"), dashboard("jobs.json")];
const prometheus = { url: "http://prometheus.example" } as unknown as Args[0]["prometheus"];
const grafana = { url: "http://grafana.example" } as unknown as Args[0]["grafana"];
const options: Args[0] = { isolation: "label", prometheus, grafana };
const prepared = {
  plan: { definitions: [] },
  dataSource: { uid: "prom", type: "prometheus", scrapeIntervalMs: 30_000 },
  run: { project: "k2m4x7qa", key: "pr-12", revision: "aaaaaaaa", order: 1 },
} as unknown as Args[1];
const shown = { fromMs: 0, toMs: 60_000 };
const one = {
  source: now,
  shown,
  preview: { title: "now" },
  rewrite: (state: SourceDashboard) => ({ title: state === before ? "before" : "another" }),
} as unknown as Args[2]["dashboards"][number];

test("checkOf asks Prometheus and the reviewer's Grafana about what the dashboard opens on", () => {
  const check = checkOf(options, prepared, one);
  expect(check).toMatchObject({ source: now, window: shown, prometheus, scrapeIntervalMs: 30_000 });
  expect(check.grafana?.connection).toBe(grafana);
  expect(check.isolation?.value).toBe("k2m4x7qa.pr-12.aaaaaaaa");
  expect(checkOf({ ...options, isolation: "none" }, prepared, one).isolation).toBeUndefined();
});

test("checkOf looks as far as relayed data reach, where the dashboard opens on the newest", () => {
  const plan = { definitions: [], grid: { fromMs: 0, stepMs: 15_000, count: 5 } };
  const relays = { shownToMs: 90_000, excuse: (expr: string) => `young: ${expr}` } as unknown as Relays;
  const atEnd = { ...prepared, plan } as unknown as Args[1];
  const check = checkOf(options, atEnd, one, relays);
  expect(check.window).toEqual({ fromMs: 0, toMs: 90_000 });
  expect(check.excuse?.("up")).toBe("young: up");
  const earlier = { ...one, shown: { fromMs: 0, toMs: 30_000 } };
  expect(checkOf(options, atEnd, earlier, relays).window.toMs).toBe(30_000);
});

test("pageCheckOf asks Prometheus alone, about another state of the dashboard on the same data", () => {
  const check = pageCheckOf(options, prepared, { dashboards: [one] });
  expect(check(now)).toMatchObject({ source: now, preview: { title: "now" } });
  expect(check(now)).not.toHaveProperty("grafana");
  expect(check(before, now)).toMatchObject({ source: before, preview: { title: "before" }, window: shown });
  expect(check(other)).toBeUndefined();
});
