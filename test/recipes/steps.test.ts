import { expect, test } from "vitest";
import { commands } from "../../src/cli/commands.ts";
import { fences, page } from "./pages.ts";

const pages = [
  "alerts.md",
  "forgejo.md",
  "github.md",
  "gitlab.md",
  "gitlab-self-hosted.md",
  "grafana-cloud.md",
  "kubernetes.md",
  "local.md",
  "monorepo-jsonnet.md",
  "no-server.md",
];

/** The numbers of each list of steps, in the order of the page. */
function lists(text: string): number[][] {
  const numbers = [...text.replaceAll(/^```[\s\S]*?^```$/gm, "").matchAll(/^(\d+)\. /gm)].map(([, one]) => Number(one));
  return numbers.reduce<number[][]>((all, one) => {
    if (one === 1) all.push([]);
    all.at(-1)!.push(one);
    return all;
  }, []);
}

test("the counting of steps sees a gap, and a list for each way", () => {
  expect(lists("1. a\n```sh\n7. no\n```\n2. b\n\n1. c\n3. d\n")).toEqual([
    [1, 2],
    [1, 3],
  ]);
});

test.each(pages)("%s begins with its steps, and has five at most", (name) => {
  const all = lists(page(name));
  expect(all.length).toBeGreaterThan(0);
  for (const numbers of all) {
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeLessThanOrEqual(5);
  }
  // Only the title, a few words and the headings of the ways stand before the first of them.
  expect(page(name).split(/^1\. /m)[0]!.length).toBeLessThan(700);
});

test.each(pages)("%s is linked from the list of recipes", (name) => {
  expect(page("README.md")).toContain(`](${name})`);
});

test.each(pages)("every command of %s is one of the program's, with flags that it has", (name) => {
  const inline = [...page(name).matchAll(/`(dashpreview [^`]+)`/g)].map(([, command]) => command!);
  const text = [...fences(name, "sh"), ...inline].join("\n").replaceAll(/\\\n\s*/g, "");
  for (const [, command, rest] of text.matchAll(/(?<![\w./:-])dashpreview ([a-z]+)([^#\n]*)/g)) {
    const known = commands.find((one) => one.name === command);
    if (known === undefined && !rest!.includes("--")) continue;
    for (const [, flag] of rest!.matchAll(/ --([a-z-]+)/g))
      expect(Object.keys(known!.options), `${command} --${flag}`).toContain(flag);
  }
});
