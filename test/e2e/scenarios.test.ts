import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectResult } from "../result-schema.ts";
import { ask, dashboard, emptyServer, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
const change = "{match: {queue: mail}, metric: queue_length, value: 70}";
beforeAll(async () => {
  stack = await startStack(emptyServer);
  stack.write("shop.json", dashboard("Shop", ["queue_length"]));
  stack.write("shop.data.yaml", `${smallSpec}scenarios:\n  healthy: {}\n  incident: {series: [${change}]}\n`);
});
afterAll(() => stack.stop());

interface Listed {
  readonly previews: readonly {
    readonly key: string;
    readonly title: string;
    readonly uid: string;
    readonly scenario?: string;
    readonly state: string;
    readonly revision: string;
  }[];
}

interface Made {
  readonly state: string;
  readonly revision: string;
  readonly series: number;
  readonly scenarios?: readonly {
    readonly scenario: string;
    readonly revision: string;
    readonly series: number;
    readonly exitCode?: number;
    readonly dashboards: readonly string[];
  }[];
  readonly dashboards: readonly {
    readonly title: string;
    readonly uid: string;
    readonly scenario?: string;
    readonly queries: readonly { readonly lastValue?: number }[];
  }[];
  readonly removed: readonly { readonly title: string; readonly otherScenario?: true }[];
}

const both = ["--scenario", "healthy", "--scenario", "incident"];
const listed = async () => (await stack.run(["list", "--output", "json"])).json<Listed>().previews;
async function up(...args: string[]): Promise<Made> {
  const result = await stack.run(["up", "shop.json", "--key", "pr-7", "--output", "json", ...args]);
  expect(result.code, result.stderr).toBe(0);
  return expectResult(result.json<Made>());
}
/** Values of the series that a dashboard of the last run shows, by scenario. */
const shown = ({ dashboards }: Made) =>
  dashboards.map(({ scenario, queries }) => [scenario, queries[0]!.lastValue] as const);

test("up makes previews of two scenarios under one key, each with its own data, titles and links to each other", async () => {
  const made = await up(...both);
  expect(made.dashboards.map(({ title }) => title)).toEqual(["[pr-7] Shop · healthy", "[pr-7] Shop · incident"]);
  expect(shown(made)).toEqual([
    ["healthy", 7],
    ["incident", 70],
  ]);
  const [healthy, incident] = made.dashboards;
  expect(made.scenarios!.map(({ scenario, exitCode, dashboards }) => [scenario, exitCode, dashboards])).toEqual([
    ["healthy", 0, [healthy!.uid]],
    ["incident", 0, [incident!.uid]],
  ]);
  expect(made.revision).toBe(made.scenarios![0]!.revision);
  expect(made.series).toBe(made.scenarios!.reduce((sum, { series }) => sum + series, 0));

  const previews = await listed();
  expect(previews.map(({ key, title, scenario }) => [key, title, scenario]).toSorted()).toEqual([
    ["pr-7", "[pr-7] Shop · healthy", "healthy"],
    ["pr-7", "[pr-7] Shop · incident", "incident"],
  ]);
  expect(new Set(previews.map(({ revision }) => revision)).size).toBe(2);
  const linksOf = async (uid: string) => {
    const headers = { authorization: `Bearer ${stack.token}` };
    const response = await fetch(`${stack.grafanaUrl}/api/dashboards/uid/${uid}`, { headers });
    const { dashboard: saved } = (await response.json()) as { dashboard: { links: { title: string; url: string }[] } };
    return saved.links.map(({ title, url }) => [title, url]);
  };
  expect(await linksOf(healthy!.uid)).toEqual([["incident", `/d/${incident!.uid}`]]);
  expect(await linksOf(incident!.uid)).toEqual([["healthy", `/d/${healthy!.uid}`]]);

  const exported = await stack.run(["export", incident!.uid, "-o", "back.json"]);
  expect(exported.code, exported.stderr).toBe(0);
  const back = readFileSync(join(stack.folder, "back.json"), "utf8");
  expect(JSON.parse(back)).toEqual(JSON.parse(readFileSync(join(stack.folder, "shop.json"), "utf8")));
});

test("up again keeps the uids, with one scenario removes the other, and without any removes that", async () => {
  const first = await up(...both);
  const again = await up(...both);
  expect(again.dashboards.map(({ uid }) => uid)).toEqual(first.dashboards.map(({ uid }) => uid));
  expect(again.removed).toEqual([]);

  const one = await up("--scenario", "incident");
  expect(shown(one)).toEqual([["incident", 70]]);
  expect(one.removed).toEqual([{ uid: first.dashboards[0]!.uid, title: "[pr-7] Shop · healthy", otherScenario: true }]);
  expect((await listed()).map(({ title }) => title)).toEqual(["[pr-7] Shop · incident"]);
  const text = await stack.run(["up", "shop.json", "--key", "pr-7"]);
  expect(text.code, text.stderr).toBe(0);
  expect(text.stdout).toContain("removed [pr-7] Shop · incident: nobody asks for its scenario any more");
  expect((await listed()).map(({ title, scenario }) => [title, scenario])).toEqual([["[pr-7] Shop", undefined]]);
});

test("another name of the same dashboard is a preview of its own, which other scenarios leave alone", async () => {
  const named = await stack.run(["up", "shop.json", "--key", "pr-7", "--name", "day", "--scenario", "healthy"]);
  expect(named.code, named.stderr).toBe(0);
  await up("--scenario", "incident");
  expect((await listed()).map(({ key, scenario }) => `${key} ${scenario}`).toSorted()).toEqual([
    "pr-7 incident",
    "pr-7-day healthy",
  ]);
  expect((await stack.run(["cleanup", "--key", "pr-7-day"])).code).toBe(0);
});

test("keep, extend and cleanup treat the scenarios of a key as one preview, and no series stay behind", async () => {
  await up(...both);
  const kept = await stack.run(["keep", "--key", "pr-7", "--output", "json"]);
  expect(kept.code, kept.stderr).toBe(0);
  expect((await listed()).map(({ state }) => state)).toEqual(["kept", "kept"]);
  const extended = await stack.run(["extend", "--key", "pr-7", "--ttl", "5h", "--output", "json"]);
  expect(extended.json<{ changed: readonly unknown[] }>().changed).toHaveLength(2);

  const cleaned = await stack.run(["cleanup", "--key", "pr-7", "--output", "json"]);
  expect(cleaned.code, cleaned.stderr).toBe(0);
  expect(await listed()).toEqual([]);
  expect(await ask(stack.prometheusUrl, 'count({dashpreview!=""})')).toBeUndefined();
});

test("check --scenario looks at that preview, and without one names the scenarios there are", async () => {
  await up(...both);
  const check = (...args: string[]) => stack.run(["check", "shop.json", "--key", "pr-7", "--output", "json", ...args]);
  const checked = await check(...both);
  expect(checked.code, checked.stderr).toBe(0);
  const { dashboards } = expectResult(checked.json<Made>());
  expect(dashboards.map(({ scenario, queries }) => [scenario, queries[0]!.lastValue])).toEqual([
    ["healthy", 7],
    ["incident", 70],
  ]);
  const without = await check();
  expect(without.code).toBe(2);
  expect(without.stderr).toMatch(/shop\.json has no preview .*there are some of --scenario healthy and incident/);
  const wrong = await check("--scenario", "incidnt");
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain(
    "there is no scenario `incidnt`; did you mean `incident`? The spec has `healthy` and `incident`",
  );
});

test("a bundle carries its scenarios, and up --from-bundle makes them; a scenario asked for goes before them", async () => {
  const bundled = await stack.run(["up", "shop.json", "--bundle", "bundle", "--output", "json", ...both]);
  expect(bundled.code, bundled.stderr).toBe(0);
  expect(expectResult(bundled.json<{ scenarios: readonly string[] }>()).scenarios).toEqual(["healthy", "incident"]);
  const from = async (...args: string[]) => {
    const result = await stack.run([
      ...["up", "--from-bundle", "bundle", "--key", "pr-8", "--output", "json", "--dry-run"],
      ...args,
    ]);
    expect(result.code, result.stderr).toBe(0);
    return expectResult(result.json<Made>()).dashboards.map(({ title }) => title);
  };
  expect(await from()).toEqual(["[pr-8] Shop · healthy", "[pr-8] Shop · incident"]);
  expect(await from("--scenario", "incident")).toEqual(["[pr-8] Shop · incident"]);
});
