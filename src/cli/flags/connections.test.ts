import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { CliContext } from "../context.ts";
import { authFrom, headersFrom, networkFrom } from "./connections.ts";

const auth = (flags: object) =>
  authFrom("grafana", { token: undefined, user: undefined, password: undefined, ...flags });

test("authFrom takes a token before a user name, and neither for none", () => {
  expect(auth({ token: "t", user: "u", password: "p" })).toEqual({ type: "bearer", token: "t" });
  expect(auth({ user: "u", password: "" })).toEqual({ type: "basic", username: "u", password: "" });
  expect(auth({})).toEqual({ type: "none" });
});

test("authFrom wants a user name and a password together", () => {
  expect(() => auth({ user: "u" })).toThrow("--grafana-user and --grafana-password go together");
  expect(() => auth({ password: "p" })).toThrow("go together");
});

test("headersFrom splits at the first colon, and takes blanks away", () => {
  expect(headersFrom(["X-Scope-OrgID: 1", "A:b:c "])).toEqual({ "X-Scope-OrgID": "1", A: "b:c" });
  expect(headersFrom()).toEqual({});
});

test("networkFrom reads certificates, and refuses a file without one", () => {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-ca-"));
  try {
    const context = { env: { A: "b" }, version: "1.2" } as unknown as CliContext;
    expect(networkFrom(undefined, context)).toEqual({ env: { A: "b" }, userAgent: "dashpreview/1.2" });
    const pem = "-----BEGIN CERTIFICATE-----\nx\n";
    writeFileSync(join(folder, "ca.pem"), pem);
    writeFileSync(join(folder, "key.pem"), "-----BEGIN KEY-----\n");
    expect(networkFrom(join(folder, "ca.pem"), context).caPem).toBe(pem);
    expect(() => networkFrom(join(folder, "key.pem"), context)).toThrow("no certificate in PEM form in it");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
