import { expect, test } from "vitest";
import { cosineOfTurns } from "./cosine.ts";
import { cosineRun } from "./cosine-run.ts";

const expected = ({ firstMs, advanceMs, periodMs, count }: Parameters<typeof cosineRun>[0]) =>
  Array.from({ length: count }, (_, i) => cosineOfTurns(((firstMs + i * advanceMs) % periodMs) / periodMs));

test("cosineRun gives every instant its cosine, whatever was asked for before", () => {
  const day = 86_400_000;
  const runs = [0, 15_000, day - 15_000].flatMap((firstMs) =>
    [day, 3_600_000].flatMap((periodMs) =>
      [0, 15_000, 3_599_999].flatMap((advanceMs) =>
        [7, 256, 1].map((count) => ({ firstMs: firstMs % periodMs, advanceMs, periodMs, count })),
      ),
    ),
  );
  // Twice in two orders: first unknown, then among the last few, then pushed out by others.
  for (const run of [...runs, ...runs.toReversed(), ...runs]) {
    expect([...cosineRun(run).subarray(0, run.count)]).toEqual(expected(run));
    expect([...cosineRun(run).subarray(0, run.count)]).toEqual(expected(run));
  }
});
