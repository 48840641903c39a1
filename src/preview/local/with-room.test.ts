import { expect, test } from "vitest";
import { PrometheusError, UsageError } from "../../errors.ts";
import { withRoom } from "./with-room.ts";

const full = "no room is left in the temporary folder /tmp/x: free some, or set TMPDIR to another folder";

test.for([
  Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }),
  Object.assign(new Error("EDQUOT"), { code: "EDQUOT" }),
  new PrometheusError("gave up; the last answer was: 500 write /tmp/x/wal: no space left on device", { code: "later" }),
])("withRoom says of %s that the folder is full", async (error) => {
  await expect(withRoom("/tmp/x", () => Promise.reject(error))).rejects.toMatchObject({
    code: "disk-full",
    message: full,
    exitCode: 3,
  });
});

test("withRoom hands on results and every other error", async () => {
  expect(await withRoom("/tmp/x", async () => 7)).toBe(7);
  const other = new UsageError("no space left on device is what the user wrote");
  await expect(withRoom("/tmp/x", () => Promise.reject(other))).rejects.toBe(other);
});
