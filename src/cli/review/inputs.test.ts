import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { UpFlags } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { isUntrusted, readReviewed } from "./inputs.ts";

const review = { project: "local", key: "pr-1" };

test.for([
  [{ untrusted: false }, {}, false],
  [{ untrusted: true }, {}, true],
  [{ untrusted: false }, { fork: true }, true],
  [{ untrusted: false }, { fork: false }, false],
  [{ untrusted: false, "from-bundle": "b" }, {}, true],
] as const)("isUntrusted says of %j and %j: %j", ([flags, more, expected]) => {
  expect(isUntrusted({ "from-bundle": undefined, ...flags }, { ...review, ...more })).toBe(expected);
});

async function read(flags: object, files: Readonly<Record<string, string>> = {}) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-reviewed-")));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
    const context = { cwd, childEnv: process.env, blocking: (action: () => unknown) => action() };
    return await readReviewed(
      { dashboards: ["."], "changed-only": false, ...flags } as unknown as UpFlags,
      { review, host: undefined, code: undefined },
      context as unknown as CliContext,
    );
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
const board = JSON.stringify({ title: "A", schemaVersion: 39, panels: [] });

test("readReviewed reads what is in the working folder", async () => {
  const { inputs, warnings } = await read({}, { "a.json": board });
  expect([inputs.dashboards.map(({ source }) => source.title), warnings]).toEqual([["A"], []]);
});

test("readReviewed takes all dashboards where nobody knows what the review changes, and says so", async () => {
  const { inputs, warnings } = await read({ "changed-only": true }, { "a.json": board });
  expect(inputs.dashboards).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining("--changed-only: nobody can tell what the review changes")]);
});

test("readReviewed allows a review that took the last dashboard away only with --changed-only", async () => {
  expect((await read({ "changed-only": true })).inputs.dashboards).toEqual([]);
  await expect(read({})).rejects.toMatchObject({ code: "no-dashboard" });
});

test("readReviewed takes a bundle alone", async () => {
  await expect(read({ "from-bundle": "b" })).rejects.toThrow("--from-bundle brings its own dashboards and data");
});
