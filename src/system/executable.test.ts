import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isExecutable } from "./executable.ts";

test("isExecutable is true of a file that may be run, not of one that may not, of a folder or of nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-executable-"));
  try {
    const file = join(folder, "program");
    writeFileSync(file, "#!/bin/sh\n");
    expect(isExecutable(file)).toBe(false);
    chmodSync(file, 0o755);
    expect([file, folder, join(folder, "none")].map(isExecutable)).toEqual([true, false, false]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
