import { expect, test } from "vitest";
import type { StatedAlert } from "../engine/alert-history.ts";
import { ManagedMachine, type ManagedTiming } from "./managed-machine.ts";
import type { ManagedResult } from "./managed-result.ts";

const minute = 60_000;
const signs = { pending: "P", firing: "A", recovering: "R", nodata: "N", error: "E" } as const;
const room = new Map([["room", "a"]]);
const other = new Map([["room", "b"]]);
const source = new Map([["ref_id", "A"]]);

const results: Readonly<Record<string, readonly ManagedResult[]>> = {
  "1": [{ labels: room, outcome: "alerting", value: 1 }],
  "0": [{ labels: room, outcome: "normal", value: 0 }],
  // Its series is gone, another one is there.
  "-": [{ labels: other, outcome: "normal", value: 0 }],
  n: [{ labels: source, outcome: "nodata", value: Number.NaN }],
  e: [{ labels: new Map(), outcome: "error", value: Number.NaN, error: "x" }],
};

/** The state at each minute of the alert of room a, then of the one that stands for the rule as a whole. */
function run(signals: string, timing: Partial<ManagedTiming>): string {
  const machine = new ManagedMachine({
    ...{ forMs: 0, keepFiringForMs: 0, intervalMs: minute, missingSeriesEvalsToResolve: 2 },
    ...{ noDataState: "NoData", execErrState: "Error", ...timing },
  });
  const told = [...signals].map((sign, index) => {
    const states = machine.evaluate(index * minute, results[sign]!, ({ labels }) => labels);
    return (isWanted: (alert: StatedAlert) => boolean) => {
      const found = [...states.values()].find(isWanted);
      return found === undefined ? "." : `${signs[found.state]}${found.cause === undefined ? "" : `(${found.cause})`}`;
    };
  });
  const isRoom = ({ labels }: StatedAlert) => labels.get("room") === "a";
  const [own, whole] = [told.map((one) => one(isRoom)), told.map((one) => one((alert) => !isRoom(alert)))];
  return [own.join(" "), ...(whole.some((one) => one !== ".") ? [whole.join(" ")] : [])].join(" | ");
}

const [forMs, keepFiringForMs] = [2 * minute, 3 * minute];

test.for([
  ["01110", {}, ". A A A ."],
  ["011110", { forMs }, ". P P A A ."],
  ["110111", { forMs }, "P P . P P A"],
  // It recovers for three minutes, and is on again at once meanwhile.
  ["100100001", { keepFiringForMs }, "A R R A R R R . A"],
  ["10011", { forMs: minute, keepFiringForMs }, "P . . P A"],
] as const)("ManagedMachine: %s with %j is %s", ([signals, timing, states]) => {
  expect(run(signals, timing)).toBe(states);
});

test.for([
  // No data has an alert of its own, which waits as firing does; the others are missing, and gone after two minutes.
  ["1nnnn0", {}, "A A . . . . | . N N N N ."],
  ["1nnnn0", { forMs }, "P P . . . . | . P(NoData) P(NoData) N N ."],
  ["0nn0", { noDataState: "Alerting" }, ". A(NoData) A(NoData) ."],
  ["0nnn0", { noDataState: "Alerting", forMs }, ". P(NoData) P(NoData) A(NoData) ."],
  ["1nn1", { noDataState: "OK" }, "A . . A"],
  ["1nnnn", { noDataState: "OK", keepFiringForMs }, "A R(NoData) R(NoData) R(NoData) ."],
  ["1nn0n", { noDataState: "KeepLast" }, "A A(NoData, KeepLast) A(NoData, KeepLast) . ."],
  ["1nnn", { noDataState: "KeepLast", forMs }, "P P(NoData, KeepLast) A(NoData, KeepLast) A(NoData, KeepLast)"],
  // Nothing is there yet that could be told: what stands for the whole has the state.
  ["nn", { noDataState: "Alerting" }, ". . | A(NoData) A(NoData)"],
] as const)("ManagedMachine without data: %s with %j is %s", ([signals, timing, states]) => {
  expect(run(signals, timing)).toBe(states);
});

test.for([
  ["1ee0", {}, "A A . . | . E E ."],
  ["0ee0", { execErrState: "Alerting", forMs: minute }, ". P(Error) A(Error) ."],
  ["1e1", { execErrState: "OK" }, "A . A"],
  ["1ee0", { execErrState: "KeepLast" }, "A A(Error, KeepLast) A(Error, KeepLast) ."],
] as const)("ManagedMachine in error: %s with %j is %s", ([signals, timing, states]) => {
  expect(run(signals, timing)).toBe(states);
});

test.for([
  ["1---", {}, "A A . ."],
  ["1----", { missingSeriesEvalsToResolve: 4 }, "A A A A ."],
  ["1-1", { missingSeriesEvalsToResolve: 1 }, "A . A"],
  // What waits goes on to wait, but does not fire while its series is missing.
  ["1---", { forMs: minute, missingSeriesEvalsToResolve: 3 }, "P P P ."],
] as const)("ManagedMachine without a series: %s with %j is %s", ([signals, timing, states]) => {
  expect(run(signals, timing)).toBe(states);
});
