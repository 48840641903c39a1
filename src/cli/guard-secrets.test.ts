import { expect, test } from "vitest";
import type { SecretSources } from "../secrets/known-secrets.ts";
import { guardSecrets } from "./guard-secrets.ts";

const guard = (env: Record<string, string>) => guardSecrets({ env, argv: [] } as unknown as SecretSources);

test("guardSecrets hides a token of the environment, and names the variable that holds it", () => {
  const { redactor, variables, notes } = guard({ GRAFANA_TOKEN: "Qz7+Kd/93mWxT5vR" });
  expect(redactor.text("x Qz7+Kd/93mWxT5vR y")).toBe("x [hidden] y");
  expect(variables).toContain("GRAFANA_TOKEN");
  expect(notes).toEqual([]);
});

test("guardSecrets says in CI, where many read the log, that a secret is too short to be hidden", () => {
  expect(guard({ GRAFANA_TOKEN: "abc" }).notes).toEqual([]);
  expect(guard({ GRAFANA_TOKEN: "abc", CI: "true" }).notes).toEqual([
    "GRAFANA_TOKEN is shorter than 6 characters: it is not hidden where a server repeats it; use a longer one",
  ]);
});
