import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { UpRequest } from "../commands/up/options.ts";
import type { CliContext } from "../context.ts";
import { isUntrusted, readReviewed } from "./inputs.ts";

const review = { project: "local", key: "pr-1" };

test.for([
  [{ untrusted: false }, {}, false],
  [{ untrusted: true }, {}, true],
  [{ untrusted: false }, { fork: true }, true],
  [{ untrusted: false }, { fork: false }, false],
  [{ untrusted: false, fromBundle: "b" }, {}, true],
] as const)("isUntrusted says of %j and %j: %j", ([flags, more, expected]) => {
  expect(isUntrusted({ fromBundle: undefined, ...flags }, { ...review, ...more })).toBe(expected);
});

async function read(flags: object, files: Readonly<Record<string, string>> = {}) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-reviewed-")));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
    const context = { cwd, env: {}, childEnv: process.env, blocking: (action: () => unknown) => action() };
    return await readReviewed(
      { dashboards: ["."], changedOnly: false, ...flags } as unknown as UpRequest,
      { review, host: undefined, untrusted: false },
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
  const { inputs, warnings } = await read({ changedOnly: true }, { "a.json": board });
  expect(inputs.dashboards).toHaveLength(1);
  expect(warnings).toEqual([expect.stringContaining("--changed-only: the changes of the review are unknown")]);
});

test("A folder without dashboards is an error where nothing proves that the review emptied it", async () => {
  await expect(read({ changedOnly: true })).rejects.toMatchObject({ code: "no-dashboard" });
  await expect(read({})).rejects.toMatchObject({ code: "no-dashboard" });
});

test("readReviewed takes a bundle alone", async () => {
  await expect(read({ fromBundle: "b" })).rejects.toThrow("--from-bundle brings its own dashboards and data");
});
