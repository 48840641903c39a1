import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { hosts } from "../src/ci/hosts/hosts.ts";
import { receiverNames } from "../src/prometheus/receivers.ts";

const root = resolve(import.meta.dirname, "../src");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll("\\", "/"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

/**
 * Where a text asks whether something is one of these words: `=== "x"`, `"x" !==`, `case "x":`, `{ x: … }[kind]` is not
 * seen.
 */
function comparisons(words: readonly string[], text: string): string[] {
  const word = `["'\`](?:${words.join("|")})["'\`]`;
  return text.match(new RegExp(`[!=]==?\\s*${word}|${word}\\s*[!=]==?|\\bcase\\s+${word}`, "g")) ?? [];
}

function found(words: readonly string[], isHome: (file: string) => boolean): string[] {
  return files
    .filter((file) => !isHome(file))
    .flatMap((file) => comparisons(words, readFileSync(join(root, file), "utf8")).map((use) => `${file}: ${use}`));
}

test("comparisons sees every way to ask which host it is", () => {
  for (const text of [
    'kind === "github" ? a : b',
    'host?.kind!=="gitlab"',
    '"GitHub" == name',
    "case 'github':",
    'x === (name ===\n  "GitHub")',
    'prefix === "mr"',
  ])
    expect(comparisons(["github", "gitlab", "GitHub", "mr"], text), text).toHaveLength(1);
  expect(comparisons(["github"], 'const kind: "github" | "gitlab" = "github"; x === "githubby"')).toEqual([]);
});

test("only a host's own folder asks which host it is: a third one is nowhere taken for GitLab", () => {
  const words = hosts.flatMap(({ kind, name, keyPrefix }) => [kind, name, keyPrefix]);
  expect(words.length).toBeGreaterThan(5);
  expect(found(words, (file) => hosts.some(({ kind }) => file.startsWith(`ci/${kind}/`)))).toEqual([]);
});

test("nobody asks which receiver it is, but reads its row", () => {
  // "prometheus" is a type of data source too.
  const words = receiverNames.filter((name) => name !== "prometheus");
  expect(found(words, (file) => file === "prometheus/receivers.ts")).toEqual([]);
  const flags = files.flatMap(
    (file) => readFileSync(join(root, file), "utf8").match(/\b(?:receiver|flavour)\s*[!=]==\s*"/g) ?? [],
  );
  expect(flags).toEqual([]);
});

test("only what reads a dashboard, or writes a part of one anew, asks which schema it is in", () => {
  // What proves a preview shares no code with what makes it.
  const homes = ["dashboard/read/", "dashboard/view/", "dashboard/rewrite/proof/", "grafana/"];
  const writers = [
    "dashboard/restore/restore-record.ts",
    "dashboard/restore/restore-sources.ts",
    "dashboard/rewrite/rewrite-library.ts",
    "dashboard/rewrite/text-panel.ts",
    "dashboard/rewrite/untrusted/settle-untrusted.ts",
    "dashboard/rewrite/untrusted/untrusted-annotation.ts",
    "dashboard/rewrite/untrusted/untrusted-panel.ts",
  ];
  const isHome = (file: string) => homes.some((home) => file.startsWith(home)) || writers.includes(file);
  expect(found(["classic", "v2"], isHome)).toEqual([]);
  for (const file of writers)
    expect(
      found(["classic", "v2"], (other) => other !== file),
      file,
    ).not.toEqual([]);
});
