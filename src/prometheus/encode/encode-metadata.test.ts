import { expect, test } from "vitest";
import { decodeWrite } from "../../../test/servers/decode-write.ts";
import { encodeMetadata } from "./encode-metadata.ts";

test("encodeMetadata encodes type, name, help and unit of every family and leaves out what is not given", () => {
  const { metadata, series } = decodeWrite(
    encodeMetadata([
      { name: "a_total", type: "counter", help: "Größe", unit: "bytes" },
      { name: "b", type: "gauge" },
      { name: "c", type: "histogram" },
      { name: "d", type: "summary" },
      { name: "e", type: "info" },
      { name: "f", type: "unknown" },
    ]),
  );
  expect(series).toEqual([]);
  expect(metadata).toEqual([
    { type: "COUNTER", metric_family_name: "a_total", help: "Größe", unit: "bytes" },
    { type: "GAUGE", metric_family_name: "b" },
    { type: "HISTOGRAM", metric_family_name: "c" },
    { type: "SUMMARY", metric_family_name: "d" },
    { type: "INFO", metric_family_name: "e" },
    // Number 0 is the default: the decoder does not show it.
    { metric_family_name: "f" },
  ]);
});
