import { Buffer } from "node:buffer";
import fc from "fast-check";
import protobuf from "protobufjs/minimal.js";
import { expect, test } from "vitest";
import { decodeWrite } from "../../../test/servers/decode-write.ts";
import { LabelEncoder } from "./encode-labels.ts";

function decodeLabels(bytes: Uint8Array) {
  const request = protobuf.Writer.create().uint32(10).bytes(bytes).finish();
  return decodeWrite(request).series[0]!.labels.map(({ name, value }) => [name, value]);
}

test("LabelEncoder sorts by the bytes of the names and merges the name and the extra label in", () => {
  const series = {
    name: "requests_total",
    labels: [
      ["Zone", "z"],
      ["_a", "1"],
      ["zone", "ß"],
    ] as const,
    native: false,
  };
  expect(decodeLabels(new LabelEncoder({ name: "dashpreview", value: "p.k.r" }).encode(series))).toEqual([
    ["Zone", "z"],
    ["__name__", "requests_total"],
    ["_a", "1"],
    ["dashpreview", "p.k.r"],
    ["zone", "ß"],
  ]);
});

test("LabelEncoder sorts names beyond the basic plane by bytes and not by UTF-16 units", () => {
  const labels = [
    ["😀", "later"],
    ["ﬀ", "earlier"],
  ] as const;
  expect(decodeLabels(new LabelEncoder().encode({ name: "", labels, native: false })).map(([name]) => name)).toEqual([
    "ﬀ",
    "😀",
  ]);
});

test("LabelEncoder keeps every label with a value, drops the others and sorts whatever the text", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 12 });
  const labels = fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 12 });
  fc.assert(
    fc.property(labels, fc.string({ minLength: 1 }), (pairs, value) => {
      const own = pairs.filter(([name]) => name !== "__name__" && name !== "dashpreview");
      const decoded = decodeLabels(
        new LabelEncoder({ name: "dashpreview", value }).encode({ name: "x", labels: own, native: false }),
      );
      const wanted = new Map([
        ...own.filter(([, one]) => one !== ""),
        ["__name__", "x"] as const,
        ["dashpreview", value] as const,
      ]);
      expect(new Map(decoded as [string, string][])).toEqual(wanted);
      for (let i = 1; i < decoded.length; i++)
        expect(Buffer.compare(Buffer.from(decoded[i - 1]![0]!), Buffer.from(decoded[i]![0]!))).toBe(-1);
    }),
  );
});

test("LabelEncoder tells pairs apart that run together, and thousands of them", () => {
  const encoder = new LabelEncoder();
  const pairs = [
    ["a", "bc"],
    ["ab", "c"],
    ["1", "2 x"],
    ["12", " x"],
    ...Array.from({ length: 3000 }, (_, i) => ["pod", `pod-${i}`] as const),
  ] as const;
  for (const [label, value] of [...pairs, ...pairs])
    expect(decodeLabels(encoder.encode({ name: "", labels: [[label, value]], native: false }))).toEqual([
      [label, value],
    ]);
});
