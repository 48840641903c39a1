import { expect, test } from "vitest";
import { decodeWrite } from "../../../test/servers/decode-write.ts";
import { encodeMetadata } from "../encode/encode-metadata.ts";
import { readText } from "../scrape/read-text.ts";
import { pageMetadata } from "./page-metadata.ts";

test("type, help and unit of a page go on the wire, of types of OpenMetrics too", () => {
  const text =
    "# TYPE a counter\n# HELP a A.\n# UNIT a seconds\n# TYPE g gaugehistogram\n# TYPE s stateset\n# TYPE u untyped\n" +
    "# HELP only Help.\n# TYPE taken gauge\n# TYPE odd nothing\n";
  const bytes = encodeMetadata(pageMetadata(readText(text), (name) => name === "taken"));
  const { metadata } = decodeWrite(bytes);
  expect(metadata.map(({ metric_family_name: name, type, help, unit }) => [name, type, help, unit])).toEqual([
    ["a", "COUNTER", "A.", "seconds"],
    ["g", "GAUGEHISTOGRAM", undefined, undefined],
    ["s", "STATESET", undefined, undefined],
    ["u", undefined, undefined, undefined],
    ["odd", undefined, undefined, undefined],
    ["only", undefined, "Help.", undefined],
  ]);
});
