import { expect, test } from "vitest";
import { formFaults } from "./form-faults.ts";
import { dayOf } from "./pack-day.ts";
import { readPack } from "./read-pack.ts";
import { readRelation } from "./relation.ts";
import { valueFaults } from "./value-faults.ts";

const wrong = `
version: 1
title: Wrong
about: A pack with one mistake of each sort.
source: https://example.com/
labels: {job: wrong, instance: "a-{1..2}"}
signals:
  day: {value: {wave: {min: 0.5, max: 1.2, period: 24h, peak: "14:00"}}}
  unused: {value: 1}
negative: [nothing]
metrics:
  - {name: below, type: gauge, unit: bytes, help: Falls below 0., series: [{value: {sub: [1, {signal: day}]}}]}
  - {name: share, type: gauge, unit: ratio, help: Above its bound., series: [{value: {signal: day}}]}
  - {name: pods, type: gauge, unit: pods, help: Half of a pod., series: [{value: 1.5}]}
  - {name: many_total, type: counter, unit: things, help: Counts down., series: [{rate: {sub: [1, {signal: day}]}}]}
  - {name: bare_total, type: counter, series: [{rate: 1}]}
`;

test("the check of packs finds a mistake of each sort", () => {
  const pack = readPack("wrong", wrong, "wrong.yaml");
  expect(formFaults(pack)).toEqual([
    "bare_total lacks `help`",
    "bare_total lacks `unit`",
    "`negative`: there is no metric nothing",
    "the cause `day` leaves 0…1",
    "there is no cause `load` that is `per` a label",
    "nothing uses the cause `unused`",
  ]);
  const faults = valueFaults(pack, dayOf(pack.document)).filter((fault) => fault.includes("a-1"));
  expect(faults.map((fault) => fault.replace(/ is .*: /, ": ").replace(/\{.*?\}/, ""))).toEqual([
    "below: below 0, and the metric is not in `negative`",
    "share: a ratio lies in 0…1",
    "pods: a number of pods is whole",
    "many_total has a rate below 0",
  ]);
});

test("a pack's errors have the lines of its file", () => {
  const text = wrong.replace("{signal: day}]}}]}", "{signal: dya}]}}]}");
  expect(() => readPack("wrong", text, "wrong.yaml")).toThrow(/wrong\.yaml:12:.*`signals` has no `dya`/s);
});

test("a relation becomes a query that is 1 where it holds", () => {
  const query = (text: string) => readRelation(text).holds;
  expect(query("a < on (x) group_left () b * 2")).toBe("(a) < bool on (x) group_left () (b * 2)");
  expect(query("a <= b")).toBe("(a) <= bool  ((b) + 1e-9 * ((b) ^ 2) ^ 0.5)");
  expect(query("sum(a) == 1 ± 0.01")).toBe("(((sum(a)) -  (1)) ^ 2) ^ 0.5 <= bool 0.01");
  expect(query("a == on (x) group_left (y) b ± 2%")).toBe(
    "(((a) - on (x) group_left (y) (b)) ^ 2) ^ 0.5 <= bool on (x) group_left (((b) ^ 2) ^ 0.5 * 0.02)",
  );
});

test("what is no relation is refused", () => {
  expect(() => readRelation("a + b")).toThrow("a relation is a comparison");
  expect(() => readRelation("a < b ± 1")).toThrow("± goes with ==");
  expect(() => readRelation("a <")).toThrow("a <: ");
});
