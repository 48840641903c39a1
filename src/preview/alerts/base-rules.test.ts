import { expect, test } from "vitest";
import type { BaseView, FileState } from "../../ci/git/base-view.ts";
import { CiError } from "../../errors.ts";
import { readBaseRules } from "./base-rules.ts";
import { type ReadRules, tryRules } from "./read-rules.ts";

const rules = (...names: readonly string[]) =>
  `groups: [{name: g, rules: [${names.map((name) => `{alert: ${name}, expr: up}`).join(", ")}]}]\n`;
const read = async (file: string, text: string): Promise<ReadRules> => ({
  file,
  text,
  rules: await tryRules(text, { file, isWanted: false }),
});

type View = Parameters<typeof readBaseRules>[1];
const view = (states: Readonly<Record<string, FileState>>, deleted: BaseView["deleted"] = []): View => ({
  stateOf: async ({ file }) => states[file] ?? { state: "unchanged" },
  topPath: (file) => `infra/${file}`,
  deleted,
  unknown: undefined,
});
const was = (text: string | undefined) => ({ state: "changed", base: async () => text }) as const;
const names = (files: Awaited<ReturnType<typeof readBaseRules>>["files"]) =>
  files?.flatMap(({ groups }) => groups.flatMap((group) => group.rules.map(({ name }) => `${group.file} ${name}`)));

test("Rules that are the base's, and files that hold none, need no second test", async () => {
  const files = await Promise.all([read("rules/a.yaml", rules("A")), read("rules/values.yaml", "x: 1\n")]);
  const states = { "rules/values.yaml": was("x: 2\n") };
  expect(await readBaseRules(files, view(states), ["rules"])).toEqual({ files: undefined, unknown: undefined });
});

test("A changed file has its rules of the base, a new one none, an unchanged one its own", async () => {
  const files = await Promise.all(["a", "b", "c"].map((name) => read(`rules/${name}.yaml`, rules(name.toUpperCase()))));
  const base = view({ "rules/b.yaml": was(rules("Before")), "rules/c.yaml": { state: "added" } });
  expect(names((await readBaseRules(files, base, ["rules"])).files)).toEqual(["rules/a.yaml A", "rules/b.yaml Before"]);
});

test("Files that the review deletes below the paths count, those that moved within them and others do not", async () => {
  const deleted = [
    { path: "infra/rules/gone.yaml", base: async () => rules("Gone") },
    { path: "infra/rules/old.yaml", movedTo: "infra/rules/a.yaml", base: async () => rules("A") },
    { path: "infra/rules/out.yaml", movedTo: "infra/attic/out.yaml", base: async () => rules("Out") },
    { path: "infra/rules/gone.json", base: async () => "{}" },
    { path: "infra/boards/gone.yaml", base: async () => rules("Other") },
  ];
  const files = await Promise.all([read("rules/a.yaml", rules("A"))]);
  const expected = ["rules/a.yaml A", "infra/rules/gone.yaml Gone", "infra/rules/out.yaml Out"];
  for (const paths of [["rules"], ["rules/"], ["rules/*.yaml"], ["**/rules/*.yaml"]])
    expect(names((await readBaseRules(files, view({}, deleted), paths)).files)).toEqual(expected);
});

test("A base that nobody knows is none, with the reason", async () => {
  const files = await Promise.all([read("rules/a.yaml", rules("A"))]);
  const unknown = async (over: Partial<View> | Readonly<Record<string, FileState>>) =>
    (
      await readBaseRules(
        files,
        "stateOf" in over || "unknown" in over ? { ...view({}), ...over } : view(over as never),
        ["rules"],
      )
    ).unknown;
  expect(await unknown({ unknown: "no git" })).toBe("no git");
  expect(await unknown({ "rules/a.yaml": { state: "unknown", why: "git does not track it" } })).toBe(
    "rules/a.yaml: git does not track it",
  );
  expect(await unknown({ "rules/a.yaml": was(undefined) })).toContain("could not be read");
  const stateOf = () => Promise.reject(new CiError("the host is down", { code: "unavailable" }));
  expect(await unknown({ stateOf })).toBe("the host is down");
});
