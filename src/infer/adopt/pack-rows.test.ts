import fc from "fast-check";
import { expect, test } from "vitest";
import { createDomains } from "../patterns/domains.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import { makeFamilies } from "../read/families.ts";
import { adoptPacks } from "./adopt-packs.ts";
import { makePackRows, type PackRowOptions } from "./pack-rows.ts";
import { placesOf } from "./places.ts";
import { hosts, packed, usageOf } from "./testing/hosts.ts";

const packs = new Map(hosts.metrics.map(({ name }) => [name, packed(name)]));

/** The rows of the first metric of queries. */
function rowsFor(queries: readonly string[], options: Partial<PackRowOptions> = {}) {
  const usage = usageOf(queries);
  const { families, adoptions } = adoptPacks(makeFamilies(usage), packs);
  const patterns = createPatternCache();
  const domains = createDomains(usage, patterns, { families, usual: placesOf(adoptions.values()) });
  const how = { domains, patterns, count: 2, usage, needed: [], ...options };
  return makePackRows(families[0]!, adoptions.get(families[0]!)!, how);
}

const texts = (queries: readonly string[], options: Partial<PackRowOptions> = {}) =>
  rowsFor(queries, options).map(({ labels }) => [...labels.values()].join(" "));

test("makePackRows makes the pack's series for as many members as are wanted", () => {
  expect(texts(["rate(cpu_seconds_total{mode='idle'}[5m])"])).toEqual([
    "0 host-1:9100 hosts idle",
    "1 host-1:9100 hosts idle",
    "0 host-2:9100 hosts idle",
    "1 host-2:9100 hosts idle",
  ]);
});

test("makePackRows makes all parts of a whole where a query sums them up", () => {
  const found = texts(["sum by (instance) (rate(cpu_seconds_total[5m]))"], { count: 1 });
  expect(found.filter((text) => text.startsWith("0")).map((text) => text.split(" ").at(-1))).toEqual(["idle", "user"]);
});

test("makePackRows makes a row for a value that the pack lacks, with its labels and those that queries add", () => {
  expect(texts(["rate(cpu_seconds_total{mode='steal', dc='a'}[5m])"], { count: 1 })).toEqual([
    expect.stringMatching(/^\d a host-1:9100 hosts steal$/),
  ]);
});

test("makePackRows takes members that the dashboard has where these exclude the pack's", () => {
  const found = texts(["rate(cpu_seconds_total{mode='idle', job='node', cpu='0'}[5m])"]);
  expect(found).toEqual(["0 host-1:9100 node idle", "0 host-2:9100 node idle"]);
});

test("makePackRows makes what queries with their variables filled in select", () => {
  const conditions = [{ name: "instance", op: "=", value: "elsewhere" }] as const;
  const needed = [{ conditions, removes: false }];
  expect(texts(["state"], { count: 1, needed })).toContainEqual(expect.stringContaining("elsewhere"));
  expect(texts(["state"], { count: 1 }).join()).not.toContain("elsewhere");
});

test("makePackRows makes one series only where an operation allows no more", () => {
  const found = texts(["state * on (instance) group_left () size_bytes", "size_bytes"]);
  expect(found.length).toBeGreaterThan(1);
  const one = rowsFor(["size_bytes", "state * on (instance) group_left () size_bytes"]);
  expect(one.map(({ labels }) => labels.get("instance"))).toEqual(["host-1:9100", "host-2:9100"]);
});

test("makePackRows gives a whole of a place that the pack lacks no parts beside those that queries choose", () => {
  const found = texts(["rate(cpu_seconds_total{cpu='9', mode='user'}[5m])", "rate(cpu_seconds_total{cpu='9'}[5m])"], {
    count: 1,
  });
  expect(found).toEqual(["9 host-1:9100 hosts user"]);
});

test("makePackRows makes all modes of each processor that it makes one of, whatever queries select", () => {
  const selectors = [
    "{mode='idle'}",
    "{mode=~'idle|user'}",
    "{mode!='idle'}",
    "",
    "{cpu=~'.+'}",
    "{instance=~'host-1.*'}",
  ];
  fc.assert(
    fc.property(fc.subarray(selectors, { minLength: 1 }), fc.integer({ min: 1, max: 3 }), (chosen, count) => {
      const rows = rowsFor(
        chosen.map((each) => `rate(cpu_seconds_total${each}[5m])`),
        { count },
      );
      const cpus = (mode: string) =>
        rows.flatMap(({ labels }) =>
          labels.get("mode") === mode ? `${labels.get("instance")} ${labels.get("cpu")}` : [],
        );
      const [idle, user] = [cpus("idle"), cpus("user")];
      if (idle.length > 0 && user.length > 0 && !chosen.some((each) => each.includes("instance")))
        expect(idle.sort()).toEqual(user.sort());
    }),
  );
});
