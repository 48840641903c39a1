import { expect, test } from "vitest";
import { labelsInRegex } from "./labels-in-regex.ts";
import { emptyUsage, metricUse } from "./usage.ts";

const usage = emptyUsage();
metricUse(usage, "x")!.labels.add("kubernetes_pod_name");

test.for<[regex: string, found: Record<string, string | undefined>]>([
  ['/instance="([^"]*)"/', { instance: '([^"]*)' }],
  ['/zone="(?<text>[a-z]+)", ?pod/', { zone: "(?<text>[a-z]+)", pod: undefined }],
  // The end of a label that queries name in full, where anything may stand before it.
  ['/.*pod_name="a-([^"]*).*/', { kubernetes_pod_name: 'a-([^"]*).*' }],
  ['/pod_name="(.*)"/', { kubernetes_pod_name: "(.*)" }],
  ['/{pod_name="(.*)"/', { pod_name: "(.*)" }],
  ['/.*zone="(.*)"/', { zone: "(.*)" }],
  ["/(.*)/", {}],
])("labelsInRegex of %s", ([regex, found]) => {
  expect(Object.fromEntries(labelsInRegex(regex, usage))).toEqual(found);
});
