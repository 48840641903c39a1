import fc from "fast-check";
import { expect, test } from "vitest";
import { SpecClock } from "../clock/spec-clock.ts";
import { formatOpenMetrics } from "../exposition/open-metrics.ts";
import { formatProtobuf } from "../exposition/protobuf.ts";
import { formatText } from "../exposition/text.ts";
import { loadSpec } from "./load-spec.ts";
import { RunningSpec } from "./running-spec.ts";

const nowMs = 1_794_000_000_000;

/** Four metrics of which each may have another number in it. */
function specOf([a, b, c, d]: readonly number[]) {
  const text = `version: 1
step: 1s
history: 1m
signals:
  load: { per: [l], value: { add: [{ walk: { start: 20, step: 1, min: 0 } }, ${a}] } }
metrics:
  - { name: g, type: gauge, series: [{ labels: { l: ["1", "2"] }, value: { signal: load } }] }
  - name: c_total
    type: counter
    series: [{ labels: { l: "1" }, rate: { add: [{ noise: { stddev: 1, mean: 9 } }, ${b}] }, resets: { every: 13s } }]
  - name: h
    type: histogram
    native: both
    buckets: [1, 2]
    series: [{ rate: { walk: { start: 5, step: 1, min: 0 } }, observe: { uniform: { min: 0, max: ${c} } } }]
  - name: n
    type: histogram
    native: true
    series: [{ rate: 3, observe: { uniform: { min: 0, max: ${d} } } }]
`;
  return loadSpec(text, { file: "spec", nowMs });
}

function start(numbers: readonly number[]) {
  const loaded = specOf(numbers);
  const clock = new SpecClock({ now: () => nowMs, specMs: loaded.plan.grid.fromMs });
  clock.pause();
  return new RunningSpec(loaded, { clock, elapsed: () => 0 });
}

/** Exemplars depend on what was shown before. */
const pagesOf = (running: RunningSpec) =>
  running.read((snapshot) => [
    formatText(snapshot).toString(),
    formatOpenMetrics(snapshot)
      .toString()
      .replaceAll(/ # \{.*/g, ""),
  ]);

test("after any jumps and changes a page is that of a server that began there", async () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 });
  const index = fc.oneof(fc.integer({ min: 0, max: 150 }), fc.constant(-5));
  const steps = fc.array(fc.oneof(fc.record({ numbers }), fc.record({ index }), fc.record({ by: fc.nat(6) })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(numbers, steps, async (first, list) => {
      const running = start(first);
      const { fromMs } = running.loaded.plan.grid;
      let last = first;
      for (const step of list) {
        if ("numbers" in step) {
          last = step.numbers;
          await running.replace(specOf(last));
        } else
          await running.setClock((clock) =>
            clock.jump("by" in step ? clock.specMs + step.by * 1000 : fromMs + step.index * 1000),
          );
        const fresh = start(last);
        await fresh.setClock((clock) => clock.jump(running.clock.specMs));
        expect(await pagesOf(running)).toEqual(await pagesOf(fresh));
      }
    }),
    { numRuns: 40 },
  );
});

test("a scrape costs the samples since the last one, and asking again costs none", async () => {
  const running = start([1, 1, 1, 1]);
  const calls: [number, number][] = [];
  await running.read(({ series }) => {
    const source = series.sources[2]!;
    const fill = source.fill.bind(source);
    Object.assign(source, {
      fill: (...args: Parameters<typeof fill>) => {
        calls.push([args[0], args[1]]);
        fill(...args);
      },
    });
  });
  for (const seconds of [100, 101, 102, 103, 103, 103])
    await running.setClock((clock) => clock.jump(running.loaded.plan.grid.fromMs + seconds * 1000));
  await pagesOf(running);
  // Never an index twice, each where the last one ended.
  expect(calls[0]).toEqual([100, 1]);
  for (const [place, [first]] of calls.slice(1).entries()) expect(first).toBe(calls[place]![0] + calls[place]![1]);
});

test("protobuf has a family for each metric, delimited by its length", async () => {
  const running = start([1, 1, 1, 1]);
  await running.setClock((clock) => clock.jump(clock.specMs + 30_000));
  const bytes = await running.read((snapshot) => Buffer.from(formatProtobuf(snapshot)));
  const names: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      length += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    // Field 1, a text: its length is below 128.
    expect(bytes[at]).toBe(0x0a);
    names.push(bytes.subarray(at + 2, at + 2 + bytes[at + 1]!).toString());
    at += length;
  }
  expect(names).toEqual(["g", "c_total", "h", "n"]);
});
