import { expect, test } from "vitest";
import { buildEnvironment } from "./build-environment.ts";

test("buildEnvironment keeps what tools need, and drops secrets by name and what belongs to the runner", () => {
  const kept = { PATH: "/bin", HOME: "/home/x", JSONNET_PATH: "vendor", SSH_AUTH_SOCK: "/tmp/agent", GITHUB_SHA: "1" };
  const dropped = {
    GRAFANA_TOKEN: "word",
    db_password: "word",
    AWS_SECRET_ACCESS_KEY: "word",
    DASHPREVIEW_BUILD: "x",
    INPUT_BUILD: "x",
    ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.org",
    GITHUB_ENV: "/tmp/env",
    GITHUB_OUTPUT: "/tmp/out",
    MISSING: undefined,
  };
  expect(buildEnvironment({ ...kept, ...dropped })).toEqual(kept);
});
