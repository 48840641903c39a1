import { expect, test } from "vitest";
import { acceptsGzip, negotiate } from "./accept.ts";

const prometheus3 =
  "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4," +
  "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1";
const withNative =
  "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.4";

test.for([
  [undefined, "text", "text/plain; version=0.0.4; charset=utf-8"],
  ["*/*", "text", "text/plain; version=0.0.4; charset=utf-8"],
  ["application/json", "text", "text/plain; version=0.0.4; charset=utf-8"],
  [prometheus3, "openmetrics", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8"],
  [
    withNative,
    "protobuf",
    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
  ],
  [
    "application/openmetrics-text; version=2.0.0, text/plain; q=0.1",
    "text",
    "text/plain; version=0.0.4; charset=utf-8",
  ],
  [
    "application/openmetrics-text;q=0.2, text/plain;version=0.0.4;q=0.7",
    "text",
    "text/plain; version=0.0.4; charset=utf-8",
  ],
  ["application/openmetrics-text;version=1.0.0;q=0, */*", "text", "text/plain; version=0.0.4; charset=utf-8"],
  [
    "application/vnd.google.protobuf;proto=other;encoding=delimited",
    "text",
    "text/plain; version=0.0.4; charset=utf-8",
  ],
  [
    'text/plain;version="1.0.0";escaping=underscores',
    "text",
    "text/plain; version=1.0.0; charset=utf-8; escaping=underscores",
  ],
  [`text/plain;escaping="x\ny"`, "text", "text/plain; version=0.0.4; charset=utf-8"],
  [`application/openmetrics-text${";a=b".repeat(2000)}`, "text", "text/plain; version=0.0.4; charset=utf-8"],
] as const)("negotiate answers %s with %s", ([accept, format, contentType]) => {
  expect(negotiate(accept)).toEqual({ format, contentType });
});

test.for([
  [undefined, false],
  ["gzip", true],
  ["deflate, gzip;q=0.5", true],
  ["gzip;q=0, *", false],
  ["*", true],
  ["br", false],
] as const)("acceptsGzip takes %s for %s", ([encodings, expected]) => {
  expect(acceptsGzip(encodings)).toBe(expected);
});
