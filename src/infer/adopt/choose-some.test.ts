import { expect, test } from "vitest";
import { candidatesOf } from "./candidates.ts";
import { chooseSome, cutsOf } from "./choose-some.ts";
import { packed } from "./testing/hosts.ts";

const all = candidatesOf(packed("cpu_seconds_total")).map((candidate) => ({ candidate }));
const some = (most: number, asked: readonly string[], members = 3) =>
  chooseSome(all, { most, members, isAsked: (label) => asked.includes(label) }).map(({ candidate: { labels } }) =>
    ["instance", "cpu", "mode"].map((name) => labels.get(name)!.replace(":9100", "")).join(" "),
  );

test("chooseSome takes two values of a list that no query names, and all of one that is named", () => {
  expect(some(100, [])).toHaveLength(3 * 2 * 2);
  expect(some(100, ["cpu"])).toHaveLength(3 * 4 * 2);
  expect(some(100, ["cpu"], 1)).toHaveLength(4 * 2);
});

test("chooseSome keeps all entries of a member while there are too many, so that parts make the whole", () => {
  expect(some(6, [])).toHaveLength(3 * 2 * 2);
  expect(some(5, [])).toEqual([
    "host-1 0 idle",
    "host-2 0 idle",
    "host-3 0 idle",
    "host-1 0 user",
    "host-2 0 user",
    "host-3 0 user",
  ]);
  expect(some(3, ["cpu"]).map((text) => text.slice(0, 8))).toEqual(
    Array(4).fill("host-1 0").with(1, "host-2 0").with(3, "host-2 0"),
  );
  expect(some(2, [])).toEqual(["host-1 0 idle", "host-2 0 idle", "host-1 0 user", "host-2 0 user"]);
  expect(some(1, [])).toEqual(["host-1 0 idle"]);
});

test("chooseSome keeps members whole up to twice the budget: no member has only what another query asks for", () => {
  const members = (most: number) => new Set(some(most, []).map((text) => text.slice(0, 6)));
  expect([2, 3, 4].map((most) => members(most).size)).toEqual([2, 3, 3]);
  expect(members(1).size).toBe(1);
});

test("chooseSome keeps all values of a list that is short, so that what is counted is counted alike everywhere", () => {
  const idle = all.filter(({ candidate }) => candidate.labels.get("mode") === "idle");
  expect(chooseSome(idle, { most: 100, members: 1, isAsked: () => false })).toHaveLength(4);
  expect(chooseSome(idle, { most: 100, members: 2, isAsked: () => false })).toHaveLength(2 * 2);
});

test("chooseSome leaves no more of a list than another choice did, and says what it left", () => {
  const asked = () => false;
  const few = chooseSome(all, { most: 4, members: 3, isAsked: asked });
  expect(cutsOf(all, few, asked)).toEqual({ named: Number.POSITIVE_INFINITY, other: 1 });
  const cuts = { named: Number.POSITIVE_INFINITY, other: 1 };
  const cut = chooseSome(all, { most: 100, members: 3, isAsked: asked, cuts });
  expect(new Set(cut.map(({ candidate }) => candidate.labels.get("cpu")))).toEqual(new Set(["0"]));
  expect(cutsOf(all, all, asked)).toEqual({ named: Number.POSITIVE_INFINITY, other: Number.POSITIVE_INFINITY });
});
