import { expect, test } from "vitest";
import { createRedactor } from "../../secrets/redactor.ts";
import type { CliContext } from "../context.ts";
import { hostFrom, tokenAdvice } from "./host.ts";

const host = {
  kind: "github",
  apiUrl: "https://api.github.com",
  serverUrl: "https://github.com",
  repository: "o/r",
} as const;
const context = (env: Readonly<Record<string, string>>) =>
  ({
    env,
    version: "1",
    now: () => 0,
    elapsed: () => 0,
    random: () => 0,
    sleep: async () => {},
    signal: new AbortController().signal,
    err: { isTerminal: false, write() {} },
    redactor: createRedactor({ secrets: [] }),
  }) as unknown as CliContext;

test("hostFrom connects with the flag's token or the environment's, and not at all without one", () => {
  const flags = { retryForMs: 60_000 };
  expect(hostFrom({ ...flags, hostToken: "t" }, { host }, context({}))?.name).toBe("GitHub");
  expect(hostFrom(flags, { host }, context({ GITHUB_TOKEN: "t" }))?.name).toBe("GitHub");
  expect(hostFrom(flags, { host }, context({}))).toBeUndefined();
  expect(hostFrom({ ...flags, hostToken: "t" }, {}, context({}))).toBeUndefined();
});

test("tokenAdvice names the host's variable, or asks which host it is", () => {
  expect(tokenAdvice({ host })).toContain("GITHUB_TOKEN");
  expect(tokenAdvice({})).toContain("--review-url");
});
