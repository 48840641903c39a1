import { expect, test } from "vitest";
import { injectLabel } from "../../src/promql/isolation/inject.ts";
import { injectVariableQuery, removeVariableInjection } from "../../src/promql/isolation/inject-variable-query.ts";
import { removeInjection } from "../../src/promql/isolation/remove.ts";
import { readCases } from "./read-cases.ts";

const label = { name: "dashpreview", value: "v" };

test.each(readCases("cases.txt"))("injectLabel: $name", ({ query, variables, result }) => {
  const injected = injectLabel(query, label, { variables });
  expect(injected.ok ? injected.query : `refused: ${injected.reason}`).toBe(result);
  if (injected.ok) expect(removeInjection(injected.query, label)).toBe(query);
});

test.each(readCases("variable-cases.txt"))("injectVariableQuery: $name", ({ query, variables, result }) => {
  const injected = injectVariableQuery(query, label, { variables });
  expect(injected.ok ? injected.query : `refused: ${injected.reason}`).toBe(result);
  if (injected.ok) expect(removeVariableInjection(injected.query, label)).toBe(query);
});
