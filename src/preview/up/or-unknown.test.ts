import { expect, test } from "vitest";
import { GrafanaError } from "../../errors.ts";
import { orUnknown } from "./or-unknown.ts";

const error = new GrafanaError("HTTP 503", { code: "unavailable" });
const { signal } = new AbortController();

test("orUnknown gives the result, or the error of a server", async () => {
  expect(await orUnknown(Promise.resolve(5), { signal })).toBe(5);
  expect(await orUnknown(Promise.reject(error), { signal })).toBe(error);
});

test("orUnknown throws what is a bug, and everything once the run is to stop", async () => {
  await expect(orUnknown(Promise.reject(new TypeError("bug")), { signal })).rejects.toThrow("bug");
  await expect(orUnknown(Promise.reject(error), { signal: AbortSignal.abort() })).rejects.toBe(error);
});
