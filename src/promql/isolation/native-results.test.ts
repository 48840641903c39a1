import { expect, test } from "vitest";
import { injectLabel } from "./inject.ts";
import { removeInjection } from "./remove.ts";

const label = { name: "dashpreview", value: "p.k.r" };
const natives = new Set(["h"]);
const inject = (query: string) => {
  const result = injectLabel(query, label, { natives });
  return result.ok ? result.query.replaceAll('dashpreview="p.k.r"', "X") : result.reason;
};

test.for<readonly [string, string]>([
  ["h", "sum without (dashpreview) (h{X})"],
  ['h{job="a"}', 'sum without (dashpreview) (h{X,job="a"})'],
  ["rate(h[5m])", "sum without (dashpreview) (rate(h{X}[5m]))"],
  ["-increase(h[5m]) * 2", "sum without (dashpreview) (-increase(h{X}[5m]) * 2)"],
  ["sum without (i) (rate(h[5m]))", "sum without (dashpreview) (sum without (i) (rate(h{X}[5m])))"],
  ["h and g", "sum without (dashpreview) (h{X} and g{X})"],
  ["g or h", "sum without (dashpreview) (g{X} or h{X})"],
  ["sum by (i) (rate(h[5m]))", "sum by (i) (rate(h{X}[5m]))"],
])("what may be a native histogram is kept: %s", ([query, isolated]) => {
  expect(inject(query)).toBe(isolated);
});

test.for([
  "g",
  "rate(requests_total[5m])",
  "histogram_quantile(0.9, rate(h[5m]))",
  "histogram_count(h)",
  "count_over_time(h[5m])",
  "g and h",
  "count without (i) (h)",
  "rate(h_bucket[5m])",
])("what is a number is stripped as ever: %s", (query) => {
  expect(inject(query)).toMatch(/^label_replace\(.*, "dashpreview", "", "", ""\)$/);
});

test.for(["h", "rate(h[5m]) / 2", "sum without (i) (h) + g", '(h or g) and on (i) label_replace(g, "x", "", "", "")'])(
  "removeInjection gives back what was put into %s",
  (query) => {
    const result = injectLabel(query, label, { natives });
    expect(result.ok && removeInjection(result.query, label)).toBe(query);
  },
);
