import fc from "fast-check";
import { expect, test } from "vitest";
import { guardRegex } from "./guard-regex.ts";

const within = '[^"\\n$[]';

/** One answer after Grafana's regex; undefined if it does not match. */
function valueIn(regex: string, answer: string): string | undefined {
  const slashed = /^\/(.*?)\/(g?i?m?y?)$/.exec(regex);
  const pattern =
    regex === ""
      ? /[\s\S]*/
      : slashed === null
        ? new RegExp(`^${regex}$`)
        : new RegExp(slashed[1]!, slashed[2]?.replace("g", ""));
  const match = pattern.exec(answer);
  if (match === null) return undefined;
  return match.groups?.["value"] ?? match.groups?.["text"] ?? (match.length > 1 ? match[1] : answer);
}

test.for([
  ["", "api-1", "api-1"],
  ["", 'a"b', undefined],
  ["", "a\nb", undefined],
  ["api.*", "api-1", "api-1"],
  ["api.*", 'api"1', undefined],
  ["/pi/", "api-1", "api-1"],
  ["/pi/", 'a"pi', undefined],
  ["/pi/", 'pi"a', undefined],
  ['/job="([^"]+)"/', 'm{job="api",pod="x"} 1 2', "api"],
  ['/job="(.*?)"/', 'm{job="api",pod="x"} 1 2', "api"],
  // Greedy, it would catch a quote: it goes back to where it does not.
  ['/job="(.*)"/', 'm{job="api",pod="x"} 1 2', "api"],
  ["/(?<text>a.)-(?<value>b.)/i", "A1-B2", "B2"],
  ["/^(?:x|(y+))(?=z)/", "yyz", "yy"],
  ["/([\\w.-]+)\\.example/", "web-1.example", "web-1"],
  ["/(\\S+) (\\S+)/", 'a"b c', "b"],
  ["/(.)\\1/", "xaab", "a"],
] as const)("guardRegex: of %s with the answer %s the value is %s", ([regex, answer, value]) => {
  const guarded = guardRegex(regex, { within });
  expect(guarded).toBeDefined();
  expect(valueIn(guarded!, answer)).toBe(value);
});

test.for(["/(/", "/a", "/(.*)$x/(", "/(a$x)/", "/${x:raw}/", "/\\$x/", "/[[x]]/", "/(?i:a)/", "/a\nb/"])(
  "guardRegex refuses %s",
  (regex) => {
    expect(guardRegex(regex, { within })).toBeUndefined();
  },
);

test("guardRegex leaves variables outside of what is caught for Grafana to fill in", () => {
  expect(guardRegex("/^$cluster-(.*)/", { within })).toMatch(/^\/\^\$cluster-\(/);
});

test("guardRegex changes nothing of an answer whose characters are all let through, and lets no other value through", () => {
  const piece = fc.constantFrom(
    "a",
    ".",
    "\\w",
    "[^b]",
    "(x|y)",
    "(.*)",
    "(.+?)",
    "^",
    "$",
    "\\d{1,2}",
    "b?",
    "(?:c)*",
    "(?<value>.)",
    "-",
  );
  const regexes = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => `/${pieces.join("")}/`);
  const answers = fc.string({ unit: fc.constantFrom("a", "b", "x", "1", "-", '"', "$", "[", "\n"), maxLength: 12 });
  fc.assert(
    fc.property(regexes, answers, (regex, answer) => {
      const guarded = guardRegex(regex, { within });
      if (guarded === undefined) return;
      const value = valueIn(guarded, answer);
      if (value !== undefined) expect(value).toMatch(/^[^"\n$[]*$/);
      if (/^[^"\n$[]*$/.test(answer)) expect(value).toBe(valueIn(regex, answer));
    }),
    { numRuns: 3000 },
  );
});
