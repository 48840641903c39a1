import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const corpus = join(root, "../shared/corpus/dashboards");

/** `npm run corpus:pages`, which fails where a browser says anything or a panel with data shows nothing. */
function pagesOf(...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["scripts/corpus-pages.mjs", ...args], {
    cwd: root,
    encoding: "utf8",
    timeout: 110_000,
  });
  return status === 0 ? stdout : `${stdout}${stderr}`;
}

test("pages of the fixtures are drawn whole", { timeout: 120_000 }, () => {
  expect(pagesOf("--dir", "fixtures")).toContain("3 dashboards, 0 with faults");
});

test.skipIf(!existsSync(corpus))(
  "a page of real dashboards with panels of every type is drawn whole",
  { timeout: 120_000 },
  () => {
    expect(pagesOf("--dir", corpus, "--sample", "8")).toContain("8 dashboards, 0 with faults");
  },
);
