import fc from "fast-check";
import { expect, test } from "vitest";
import { displayWidth } from "../../text/columns.ts";
import { instanceRows } from "./instance-rows.ts";

const set = (labels: Readonly<Record<string, string>>) => new Map(Object.entries(labels));
const long = { cluster: "eu-central-1-production", namespace: "payments-and-invoices", job: "checkout" };

test("instanceRows shows labels that fit as they are", () => {
  const rows = instanceRows([set({ job: "api", pod: "a" }), set({ job: "api", pod: "b" })], 40);
  expect(rows).toEqual({ common: [], rows: [['{job="api", pod="a"}'], ['{job="api", pod="b"}']] });
});

test("instanceRows says labels that are all the same once, where rows are too long with them", () => {
  const { common, rows } = instanceRows([set({ ...long, pod: "a-1" }), set({ ...long, pod: "b-2" })], 60);
  expect(common.join(" ")).toBe(
    'all with {cluster="eu-central-1-production", job="checkout", namespace="payments-and-invoices"}',
  );
  expect(rows).toEqual([['{pod="a-1"}'], ['{pod="b-2"}']]);
});

test("instanceRows leaves out the middle, and nothing where the middle is what differs", () => {
  const path = (middle: string) => `/${"a".repeat(30)}${middle}${"z".repeat(30)}`;
  const [one] = instanceRows([set({ path: path("1") })], 40).rows;
  expect(one).toEqual([`{path="/${"a".repeat(11)}…${"z".repeat(18)}"}`]);
  const { rows } = instanceRows([set({ path: path("1") }), set({ path: path("2") })], 40);
  expect(rows.map((lines) => lines.join(""))).toEqual([`{path="${path("1")}"}`, `{path="${path("2")}"}`]);
});

test("instanceRows never shows two label sets alike, and never a line that is too wide", () => {
  const label = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.string({ unit: "grapheme", maxLength: 60 }));
  fc.assert(
    fc.property(
      fc.uniqueArray(label, { minLength: 1, maxLength: 6, selector: keyOf }),
      fc.integer({ min: 20, max: 80 }),
      (labels, width) => {
        const { common, rows } = instanceRows(labels.map(set), width);
        expect(new Set(rows.map((lines) => lines.join("\n"))).size).toBe(labels.length);
        for (const line of [...common, ...rows.flat()]) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

/** Of a label without a value there is nothing to see. */
function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(
    Object.entries(labels)
      .filter(([, value]) => value !== "")
      .sort(),
  );
}
