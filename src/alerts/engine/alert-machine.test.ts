import { expect, test } from "vitest";
import { AlertMachine } from "./alert-machine.ts";

const minute = 60_000;
const hot = { labels: new Map([["room", "a"]]), value: 30 };

/** The state at each minute: `-`, `p` or `f`, for a text of `1` where the expression holds. */
function run(holds: string, { forMs = 0, keepFiringForMs = 0 }: { forMs?: number; keepFiringForMs?: number }): string {
  const machine = new AlertMachine({ forMs, keepFiringForMs, limit: 0 });
  return [...holds]
    .map((sign, index) => {
      const active = machine.evaluate(index * minute, sign === "1" ? [hot] : []);
      if ("error" in active) throw new Error(String(active.error));
      const [alert] = [...active.values()];
      return alert === undefined ? "-" : alert.state[0];
    })
    .join("");
}

test.for([
  ["0110100", {}, "-ff-f--"],
  ["0111110", { forMs: 3 * minute }, "-pppff-"],
  // A gap begins the wait anew.
  ["1101111", { forMs: 2 * minute }, "pp-ppff"],
  // It goes on from the first evaluation without the expression until two minutes are over.
  ["1100001", { keepFiringForMs: 2 * minute }, "ffff--f"],
  // The expression comes back meanwhile: the two minutes begin again afterwards.
  ["1101000", { keepFiringForMs: 2 * minute }, "ffffff-"],
  // What is pending is not kept.
  ["1000", { forMs: minute, keepFiringForMs: 5 * minute }, "p---"],
] as const)("AlertMachine: %s with %j is %s", ([holds, timing, states]) => {
  expect(run(holds, timing)).toBe(states);
});

test("AlertMachine resets every alert beyond the limit, and changes nothing where labels are the same twice", () => {
  const machine = new AlertMachine({ forMs: minute, keepFiringForMs: 0, limit: 1 });
  const other = { labels: new Map([["room", "b"]]), value: 1 };
  machine.evaluate(0, [hot]);
  expect(machine.evaluate(minute, [hot, hot])).toMatchObject({ error: expect.stringContaining("same labelset") });
  expect([...(machine.evaluate(2 * minute, [hot]) as ReadonlyMap<string, object>).values()]).toMatchObject([
    { state: "firing", activeAtMs: 0 },
  ]);
  expect(machine.evaluate(3 * minute, [hot, other])).toEqual({ error: "exceeded limit of 1 with 2 alerts" });
  expect([...(machine.evaluate(4 * minute, [hot]) as ReadonlyMap<string, object>).values()]).toMatchObject([
    { state: "pending", activeAtMs: 4 * minute },
  ]);
});
