import { expect, test } from "vitest";
import { outcomeInText, outcomeOfMatchers } from "./words.ts";

test.for([
  ["http_errors_total", "errors"],
  ["rpc_failures_total", "errors"],
  ["pkt_dropped_total", "errors"],
  ["Error rate", "errors"],
  ["5xx", "errors"],
  ["requestErrors", "errors"],
  ["Success rate", "success"],
  ["Availability (30d)", "success"],
  ["uptime", "success"],
  ["non-5xx responses", "success"],
  ["requests without errors", "success"],
  ["error-free", "success"],
  ["unsuccessful calls", "errors"],
  ["cache_hits_total", "hits"],
  ["Cache miss ratio", "misses"],
  // Neither one, or both.
  ["hits and misses", undefined],
  ["success and errors", undefined],
  ["requests_total", undefined],
  ["terror_level", undefined],
  ["white_list", undefined],
] as const)("outcomeInText of %s is %s", ([text, expected]) => {
  expect(outcomeInText(text)).toBe(expected);
});

const ops = { eq: "=", ne: "!=", re: "=~", nre: "!~" } as const;

test.for([
  ["code", "re", "5..", "errors"],
  ["code", "re", "4..|5..", "errors"],
  ["code", "re", "[45]\\d\\d", "errors"],
  ["status_code", "re", "^5.*$", "errors"],
  ["status", "eq", "500", "errors"],
  ["code", "nre", "5..", "success"],
  ["code", "re", "2..", "success"],
  ["code", "nre", "2..", "errors"],
  ["code", "re", "2..|3..", "success"],
  ["grpc_code", "eq", "OK", "success"],
  ["grpc_code", "ne", "OK", "errors"],
  ["grpc_status", "eq", "0", "success"],
  ["grpc_code", "re", "Unavailable|Internal", "errors"],
  ["result", "eq", "error", "errors"],
  ["status", "eq", "success", "success"],
  ["outcome", "re", "fail.*", "errors"],
  ["success", "eq", "false", "errors"],
  ["error", "eq", "true", "errors"],
  ["error", "ne", "", "errors"],
  ["result", "eq", "hit", "hits"],
  ["result", "ne", "hit", "misses"],
  ["code", "re", ".*", undefined],
  ["pod", "eq", "error-api", undefined],
  ["method", "eq", "GET", undefined],
] as const)("outcomeOfMatchers of %s %s %s is %s", ([name, op, value, expected]) => {
  const matchers = [{ name, op: ops[op], value, from: 0, to: 0 }];
  expect(outcomeOfMatchers({ matchers })).toBe(expected);
});
