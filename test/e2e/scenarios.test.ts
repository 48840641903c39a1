import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboard, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  stack.write("shop.json", dashboard("Shop", ["queue_length"]));
  const change = "{match: {queue: mail}, metric: queue_length, value: 70}";
  stack.write("shop.data.yaml", `${smallSpec}scenarios:\n  healthy: {}\n  incident: {series: [${change}]}\n`);
});
afterAll(() => stack.stop());

interface Listed {
  readonly previews: readonly { readonly key: string; readonly title: string; readonly uid: string }[];
}

test("up makes a preview of each scenario beside the spec's own, linked to each other, and export leaves the links out", async () => {
  const plain = await stack.run(["up", "shop.json", "--key", "pr-7"]);
  expect(plain.code, plain.stderr).toBe(0);
  const both = await stack.run(["up", "shop.json", "--key", "pr-7", "--scenario", "healthy", "--scenario", "incident"]);
  expect(both.code, both.stderr).toBe(0);
  const { previews } = (await stack.run(["list", "--output", "json"])).json<Listed>();
  expect(previews.map(({ key, title }) => [key, title]).toSorted()).toEqual([
    ["pr-7", "[pr-7] Shop"],
    ["pr-7-healthy", "[pr-7-healthy] Shop"],
    ["pr-7-incident", "[pr-7-incident] Shop"],
  ]);
  expect(new Set(previews.map(({ uid }) => uid)).size).toBe(3);

  const uidOf = (key: string) => previews.find((one) => one.key === key)!.uid;
  const headers = { authorization: `Bearer ${stack.token}` };
  const linksOf = async (key: string) => {
    const response = await fetch(`${stack.grafanaUrl}/api/dashboards/uid/${uidOf(key)}`, { headers });
    const { dashboard: saved } = (await response.json()) as { dashboard: { links: { title: string; url: string }[] } };
    return saved.links.map(({ title, url }) => [title, url]);
  };
  expect(await linksOf("pr-7-healthy")).toEqual([["incident", `/d/${uidOf("pr-7-incident")}`]]);
  expect(await linksOf("pr-7-incident")).toEqual([["healthy", `/d/${uidOf("pr-7-healthy")}`]]);
  expect(await linksOf("pr-7")).toEqual([]);
  const exported = await stack.run(["export", uidOf("pr-7-incident"), "-o", "back.json"]);
  expect(exported.code, exported.stderr).toBe(0);
  const back = readFileSync(join(stack.folder, "back.json"), "utf8");
  expect(JSON.parse(back)).toEqual(JSON.parse(readFileSync(join(stack.folder, "shop.json"), "utf8")));
});
