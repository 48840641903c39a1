import { rmSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { temporaryFolder } from "./servers/process.ts";

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the npm package holds what it should, exports and types that resolve, and the dependencies of its library", async () => {
  const script = new URL("../scripts/check-package.mjs", import.meta.url).href;
  const { faultsOf, pack } = (await import(script)) as {
    pack(folder: string): { readonly file: string; readonly packed: object };
    faultsOf(packed: object): Promise<readonly string[]>;
  };
  expect(await faultsOf(pack(folder))).toEqual([]);
});
