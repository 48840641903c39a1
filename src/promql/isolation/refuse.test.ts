import { expect, test } from "vitest";
import { injectLabel } from "./inject.ts";

const label = { name: "dashpreview", value: "p.k.r" };

test.for([
  'x{dashpreview="a"}',
  'x{"dashpreview"="a"}',
  'x{"dash\\x70review"="a"}',
  "sum by (dashpreview) (x)",
  "x / on (dashpreview) y",
  "x * on (a) group_left (dashpreview) y",
  'label_replace(x, "dash\\u0070review", "a", "", "")',
  "info(x)",
  "info # of what\n (x)",
])("injectLabel refuses what uses the label or reads other series by itself: %s", (query) => {
  expect(injectLabel(query, label)).toMatchObject({ ok: false });
});

test("injectLabel refuses a function that a variable may make info()", () => {
  expect(injectLabel("$fn(x)", label, { variables: new Map([["fn", ["abs", "info"]]]) })).toMatchObject({ ok: false });
  expect(injectLabel("$fn(x)", label, { variables: new Map([["fn", ["abs", "ceil"]]]) })).toMatchObject({ ok: true });
});

test("injectLabel keeps metrics and labels whose names only look alike", () => {
  expect(injectLabel('kube_pod_info{dashpreviews="a"}', label)).toMatchObject({ ok: true });
});
