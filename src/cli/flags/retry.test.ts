import { expect, test } from "vitest";
import { reportWaits, retryFrom } from "./retry.ts";

function setUp({ isTerminal = false } = {}) {
  const lines: string[] = [];
  let nowMs = 0;
  const err = { isTerminal, write: (text: string) => void lines.push(text) };
  const context = { now: () => 0, elapsed: () => nowMs, random: () => 0, sleep: async () => {}, err };
  return {
    context: context as unknown as Parameters<typeof retryFrom>[2],
    lines,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

test.for([
  // A third of the time, within a second and ten.
  ["0s", 0, undefined],
  ["1s", 1000, 1000],
  ["15s", 15_000, 5000],
  ["5m", 300_000, 10_000],
] as const)("retryFrom lets the first attempt take a part of %s", ([, retryForMs, attemptMs]) => {
  const policy = retryFrom("Grafana", { retryForMs }, setUp().context);
  expect(policy.attemptMs).toBe(attemptMs);
});

test("reportWaits says after a second, and every ten seconds, what it waits for", () => {
  const { context, lines, pass } = setUp();
  const tell = reportWaits("Grafana", context);
  tell({ reason: "503", failingMs: 999, leftMs: 60_000 });
  tell({ reason: "503", failingMs: 1000, leftMs: 59_000 });
  pass(9999);
  tell({ reason: "503", failingMs: 11_000, leftMs: 49_000 });
  pass(1);
  tell({ reason: "GET https://g: connection refused", failingMs: 11_000, leftMs: 200 });
  pass(10_000);
  tell({ reason: "200", failingMs: 21_000, leftMs: 9000 });
  expect(lines).toEqual([
    "Grafana answers 503; trying again for 59s\n",
    expect.stringMatching(/^Grafana does not answer \(.*connection refused\); trying again for 1s\n$/),
    "Grafana answers 200, but not as its API does; trying again for 9s\n",
  ]);
});

test("reportWaits takes a bar on a terminal away first", () => {
  const { context, lines } = setUp({ isTerminal: true });
  reportWaits("Grafana", context)({ reason: "503", failingMs: 1000, leftMs: 1000 });
  expect(lines[0]).toMatch(/^\r\x1b\[2KGrafana/);
});
