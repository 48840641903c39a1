import { expect, test } from "vitest";
import { dropUndefined } from "./drop-undefined.ts";

const isDefined = (name: string) => name === "job" || name.startsWith("__");

test.for([
  ['up{job=~"$nowhere|api"}', 'up{job=~"api"}'],
  ['up{job=~"api|${nowhere:regex}|web"}', 'up{job=~"api|web"}'],
  [
    "sum(rate(x{a='b', job=~'$job|$nowhere'}[$__rate_interval]))",
    "sum(rate(x{a='b', job=~\"$job\"}[$__rate_interval]))",
  ],
  ['a{x=~"$nowhere|b"} / c{y=~"d|$gone"}', 'a{x=~"b"} / c{y=~"d"}'],
  ['up{job=~"($nowhere|api)"}', 'up{job=~"($nowhere|api)"}'],
  ['up{job=~"[|$nowhere]"}', 'up{job=~"[|$nowhere]"}'],
  ['up{job=~"$nowhere"}', 'up{job=~"$nowhere"}'],
  ['up{job=~"$nowhere|$gone"}', 'up{job=~"$nowhere|$gone"}'],
  ['up{job="$nowhere|api"}', 'up{job="$nowhere|api"}'],
  ['up{job!~"$nowhere|api"}', 'up{job!~"$nowhere|api"}'],
  ['up{job=~"$job|api"}', 'up{job=~"$job|api"}'],
  ['up{job=~"$nowhere|a\\\\.b"}', 'up{job=~"a\\\\.b"}'],
] as const)("dropUndefined makes of %s %s", ([query, expected]) => {
  expect(dropUndefined(query, isDefined)).toBe(expected);
});
