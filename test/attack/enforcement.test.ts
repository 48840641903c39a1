import { expect, test } from "vitest";

import { ask, dashboard, smallSpec, startStack } from "../e2e/stack.ts";

test("doctor says whether the server keeps a reader to one project's series: what a matcher in a query does not", {
  timeout: 60_000,
}, async () => {
  const stack = await startStack({ adminApi: true });
  try {
    stack.write("a.json", dashboard("A", ["queue_length"]));
    stack.write("a.data.yaml", smallSpec);
    expect((await stack.run(["up", "a.json"])).code).toBe(0);
    const alone = await stack.run(["doctor"]);
    expect(alone.stdout).toMatch(/isolation +through the data source nothing but one project's previews can be read/);
    const other = await stack.run(["up", "a.json"], { env: { DASHPREVIEW_PROJECT: "zzzzzzzz" } });
    expect(other.code, other.stderr).toBe(0);
    await expect.poll(() => ask(stack.prometheusUrl, 'count(count by (dashpreview) ({dashpreview=~".+"}))')).toBe(2);
    const beside = await stack.run(["doctor"]);
    expect(beside.stdout).toMatch(
      /warn +isolation +through the data source anyone can read previews of 2 projects: the server does not enforce the label/,
    );
    expect(beside.stdout).toContain("docs/security.md");
  } finally {
    await stack.stop();
  }
});
