import { expect, test } from "vitest";
import type { ResolvedVariable } from "../../../templating/variables/resolved-variable.ts";
import { dashboardSource, type SourcePanel } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { multiValueEquals } from "./multi-value-equals.ts";

const hosts = { name: "host", type: "custom", query: "web1.example.org,web2.example.org" };

function reasons(
  variable: Readonly<Record<string, unknown>>,
  panel: SourcePanel,
  options?: readonly string[],
): string[] {
  const resolved = new Map(
    options === undefined
      ? []
      : [["host", { options: options.map((value) => ({ text: value, value })) } as unknown as ResolvedVariable]],
  );
  const written = readWritten(dashboardSource({ panels: [panel], variables: [variable] }), resolved);
  return multiValueEquals(written).map(({ reason }) => reason);
}

test("multiValueEquals names variable, label and both reasons", () => {
  const [reason, ...others] = reasons(
    { ...hosts, multi: true, includeAll: true },
    { targets: ['up{instance="$host"}'] },
  );
  expect(others).toEqual([]);
  expect(reason).toContain('instance="$host"');
  expect(reason).toContain("joins several values as (a|b)");
  expect(reason).toContain('escapes "web1.example.org" as "web1\\\\.example\\\\.org"');
  expect(reason).toContain('write instance=~"$host"');
});

test.for([
  ["a single value", { ...hosts }, 'up{instance="$host"}'],
  ["=~", { ...hosts, multi: true }, 'up{instance=~"$host"}'],
  ["raw", { ...hosts, multi: true }, 'up{instance="${host:raw}"}'],
  ["one plain option", { ...hosts, query: "web", multi: true }, 'up{instance="$host"}'],
  [
    "hidden with one value",
    { ...hosts, query: "a,b", multi: true, hide: 2, current: { value: ["a"] } },
    'up{instance="$host"}',
  ],
] as const)("multiValueEquals has nothing against %s", ([, variable, expr]) => {
  expect(reasons(variable, { targets: [expr] })).toEqual([]);
});

test("multiValueEquals names the All value that is compared literally, and when several chosen ones are", () => {
  const plain = { ...hosts, query: "a,b" };
  const panel = { targets: ['up{instance="$host"}'] };
  expect(reasons({ ...plain, includeAll: true, allValue: ".+" }, panel)[0]).toContain('writes ".+" for All');
  expect(reasons({ ...plain, multi: true }, panel)[0]).toContain("no series matches once more than one is chosen");
});

test("multiValueEquals knows that a repeated panel has one value in each copy, which is escaped all the same", () => {
  const panel = { targets: ['up{instance="$host"}'], repeat: "host" };
  expect(reasons({ ...hosts, query: "a,b", multi: true }, panel)).toEqual([]);
  const [reason] = reasons({ ...hosts, multi: true }, panel);
  expect(reason).toContain("escapes");
  expect(reason).not.toContain("joins");
  expect(reason).toContain("or ${host:raw}");
});

test("multiValueEquals looks at the values that a variable found, and at variables' own queries", () => {
  const asked = { name: "host", type: "query", query: "label_values(up, instance)", includeAll: true };
  expect(reasons(asked, { targets: ['up{instance!="$host"}'] }, ["one"])).toEqual([]);
  const [reason] = reasons(asked, { targets: ['up{instance!="$host"}'] }, ["a", "b"]);
  expect(reason).toContain("so nothing is left out; write instance!~");
  const source = dashboardSource({
    variables: [asked, { name: "disk", type: "query", query: 'label_values(fs{instance="$host"}, device)' }],
  });
  expect(multiValueEquals(readWritten(source))).toMatchObject([{ variable: "disk", code: "multi-value-equals" }]);
});
