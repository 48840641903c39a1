import { expect, test } from "vitest";
import { GrafanaError } from "../../errors.ts";
import { orError } from "./or-error.ts";

const error = new GrafanaError("HTTP 503", { code: "unavailable" });
const { signal } = new AbortController();

test("orError gives the result, or the error of a server", async () => {
  expect(await orError(Promise.resolve(5), { signal })).toBe(5);
  expect(await orError(Promise.reject(error), { signal })).toBe(error);
});

test("orError throws what is a bug, and everything once the run is to stop", async () => {
  await expect(orError(Promise.reject(new TypeError("bug")), { signal })).rejects.toThrow("bug");
  await expect(orError(Promise.reject(error), { signal: AbortSignal.abort() })).rejects.toBe(error);
});
