import { expect, test } from "vitest";
import type { CliContext } from "../../context.ts";
import { codeFrom } from "./code-from.ts";

const { signal } = new AbortController();
const context = { execPath: "/node", confinement: { nodeFlags: [] }, signal } as unknown as CliContext;

test("codeFrom gives what runs code only where it is allowed, and never for somebody else's", () => {
  expect(codeFrom({ "allow-code": false, untrusted: true }, context)).toBeUndefined();
  expect(codeFrom({ "allow-code": true, untrusted: false }, context)).toEqual({
    execPath: "/node",
    confinement: { nodeFlags: [] },
    signal,
  });
  expect(() => codeFrom({ "allow-code": true, untrusted: true }, context)).toThrow("exclude each other");
});
