import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPrometheus } from "../../src/prometheus/connection.ts";
import { writeHistory } from "../../src/prometheus/write/write-history.ts";
import { injectLabel } from "../../src/promql/isolation/inject.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { formFaults } from "./form-faults.ts";
import { before, dayMs, dayOf, minuteMs, type PackDay } from "./pack-day.ts";
import { packFiles, readPackFile } from "./read-pack.ts";
import { type Relation, readRelation } from "./relation.ts";
import { valueFaults } from "./value-faults.ts";

const names = packFiles();
/** Minutes of the day at which relations must hold. */
const instants = Array.from({ length: 24 }, (_, index) => 10 + 60 * index);
const most = 12;
let server: TestServer;
const days = new Map<string, PackDay>();

beforeAll(async () => {
  server = await startPrometheus();
  const prometheus = createPrometheus({ url: server.url, userAgent: "dashpreview-packs" });
  for (const name of names) {
    try {
      days.set(name, dayOf(readPackFile(name).document));
    } catch {
      // Reported by the test of the pack.
    }
  }
  try {
    for (const minute of instants) {
      for (const [value, { grid, sources }] of days) {
        const first = minute + before - 5;
        await writeHistory(prometheus, {
          sources: sources.map((source) => ({
            definition: source.definition,
            series: source.series,
            clampedRates: 0,
            fill: (index, length, blocks) => source.fill(index + first, length, blocks),
          })),
          grid: { fromMs: grid.fromMs + first * minuteMs, stepMs: minuteMs, count: 6 },
          isolation: { name: "dashpreview", value },
          now: () => Date.now(),
          random: () => Math.random(),
          sleep: (ms) => wait(ms),
        });
      }
    }
  } finally {
    prometheus.close();
  }
}, 600_000);
afterAll(() => server?.stop());

describe.for(names)("%s", (name) => {
  test("is a pack of the right form", () => {
    expect(formFaults(readPackFile(name)).slice(0, most)).toEqual([]);
  });

  test("has possible values all day", () => {
    const pack = readPackFile(name);
    expect(valueFaults(pack, days.get(name) ?? dayOf(pack.document)).slice(0, most)).toEqual([]);
  });

  test("keeps its relations all day", async () => {
    const { relations = [] } = readPackFile(name).pack;
    expect(days.has(name)).toBe(true);
    const faults: string[] = [];
    for (const text of relations) faults.push(...(await relationFaults(name, readRelation(text))));
    expect(faults.slice(0, most)).toEqual([]);
  });
});

async function relationFaults(name: string, { text, holds, left, right }: Relation): Promise<string[]> {
  const found = await query(name, holds);
  if (typeof found === "string") return [`${text}: ${found}`];
  const times = new Set(found.flatMap(({ values }) => values.map(([time]) => time)));
  const empty = instants.find((minute) => !times.has(dayMs / 1000 + minute * 60));
  if (empty !== undefined) return [`${text}: compares nothing at ${clock(dayMs / 1000 + empty * 60)}`];
  for (const { metric, values } of found) {
    const wrong = values.find(([, value]) => value !== "1");
    if (wrong === undefined) continue;
    const sides = await Promise.all([left, right].map((side) => shown(name, side, metric, wrong[0])));
    return [`${text}: not at ${clock(wrong[0])} for ${JSON.stringify(metric)}: ${sides.join(" and ")}`];
  }
  return [];
}

interface Answered {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [time: number, value: string])[];
}

async function query(name: string, expr: string): Promise<readonly Answered[] | string> {
  const injected = injectLabel(expr, { name: "dashpreview", value: name });
  if (!injected.ok) return injected.reason;
  const at = (minute: number) => String(dayMs / 1000 + minute * 60);
  const body = new URLSearchParams({
    query: injected.query,
    start: at(instants[0]!),
    end: at(instants.at(-1)!),
    step: "1800",
  });
  const answer = await fetch(`${server.url}/api/v1/query_range`, { method: "POST", body });
  const json = (await answer.json()) as { status: string; error?: string; data?: { result: Answered[] } };
  return json.data?.result ?? json.error ?? "no answer";
}

/** The value of a side that belongs to a faulty series. */
async function shown(name: string, side: string, metric: Answered["metric"], time: number): Promise<string> {
  const found = await query(name, side);
  if (typeof found === "string") return "?";
  const fits = found.find((one) =>
    Object.entries(one.metric).every(([key, value]) => (metric[key] ?? value) === value),
  );
  return fits?.values.find(([at]) => at === time)?.[1] ?? "?";
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 16);
}
