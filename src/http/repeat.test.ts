import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { HttpError } from "../errors.ts";
import { isCutOff, neverArrived, repeatForError, repeatForStatus } from "./repeat.ts";
import type { HttpResponse } from "./request.ts";
import { unpack } from "./unpack.ts";

test("repeatForStatus waits for servers that start, stop or have too much to do, and never repeats a refusal", () => {
  for (const status of [408, 425, 429, 502, 503, 504, 520, 524, 529])
    expect(repeatForStatus(status), `${status}`).toBe("outage");
  for (const status of [500, 501, 505, 511, 599]) expect(repeatForStatus(status), `${status}`).toBe("fault");
  for (const status of [200, 204, 301, 302, 400, 401, 403, 404, 405, 409, 412, 413, 421, 422, 431, 451]) {
    expect(repeatForStatus(status), `${status}`).toBe("final");
  }
});

test("repeatForError waits for a server that is gone, tries a stalled answer a little, and never repeats a certificate or a flood", () => {
  const each = (codes: string[]) => codes.map((code) => repeatForError(new HttpError("x", { code })));
  expect(each(["refused", "reset", "dns", "network"])).toEqual(["outage", "outage", "outage", "outage"]);
  expect(each(["timeout", "tls", "too-large"])).toEqual(["fault", "final", "final"]);
});

test("neverArrived is true only if the connection was never made", () => {
  const sure = ["refused", "dns", "reset", "timeout", "network", "tls"].filter((code) =>
    neverArrived(new HttpError("x", { code })),
  );
  expect(sure).toEqual(["refused", "dns"]);
});

function answer(status: number, body: string): HttpResponse {
  const json = () => {
    try {
      return JSON.parse(body) as unknown;
    } catch {
      return undefined;
    }
  };
  return { status, headers: {}, body: Buffer.from(body), text: () => body, json };
}

test("isCutOff recognises JSON that does not end, but not HTML pages", () => {
  for (const body of ["", "  \n", '{"status":"succ', "[1,2", '\n {"a":'])
    expect(isCutOff(answer(200, body)), body).toBe(true);
  for (const body of ["{}", "[]", "null", "<html>", "# HELP x"]) expect(isCutOff(answer(200, body)), body).toBe(false);
  expect([isCutOff(answer(204, "")), isCutOff(answer(500, "{"))]).toEqual([false, false]);
});

test("unpack decompresses a body, and throws if it is truncated or damaged", async () => {
  const packed = gzipSync("x".repeat(10_000));
  expect(String(await unpack(packed, " GZIP ", 20_000))).toBe("x".repeat(10_000));
  expect(await unpack(packed, "snail", 1)).toBe(packed);
  for (const length of [1, 15, packed.length - 1]) {
    await expect(unpack(packed.subarray(0, length), "gzip", 20_000)).rejects.toMatchObject({ code: "network" });
  }
  await expect(unpack(packed, "gzip", 9999)).rejects.toMatchObject({ code: "too-large" });
});
