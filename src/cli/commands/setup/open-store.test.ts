import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { CliContext } from "../../context.ts";
import { openStore } from "./open-store.ts";
import type { SetupRequest } from "./options.ts";

// No git repository, so no remote.
const cwd = mkdtempSync(join(tmpdir(), "dashpreview-store-"));
afterAll(() => rmSync(cwd, { recursive: true }));

function open(flags: object, env: Readonly<Record<string, string>> = {}) {
  const context = { cwd, env, childEnv: {}, user: "ada", version: "test" };
  return openStore({ retryForMs: 0, ...flags } as unknown as SetupRequest, context as unknown as CliContext);
}

test.for([
  {
    flags: { github: true, repository: "https://github.com/acme/dashboards.git" },
    env: { GITHUB_TOKEN: "t" },
    place: "github.com/acme/dashboards",
    through: "GitHub's API",
  },
  {
    flags: { gitlab: true, repository: "https://gitlab.example/ops/team/dashboards/" },
    env: {},
    place: "gitlab.example/ops/team/dashboards",
    through: "glab",
  },
  {
    flags: { forgejo: true, repository: "https://forge.example/git/acme/dashboards", hostToken: "t" },
    env: { FORGEJO_API_URL: "https://forge.example/git/api/v1" },
    place: "forge.example/git/acme/dashboards",
    through: "Forgejo's API",
  },
])("openStore knows $place by its address, and writes to it through $through", ({ flags, env, place, through }) => {
  expect(open(flags, env)).toMatchObject({ place, through });
});

test("openStore opens nothing if no host is asked for", () => {
  expect(open({})).toBeUndefined();
});

test.for([
  { flags: { github: true, gitlab: true }, says: "--github and --gitlab: one host at a time" },
  { flags: { github: true }, says: "pass --repository https://github.com/acme/dashboards" },
  { flags: { github: true, repository: "acme/dashboards" }, says: "expected the address of a page such as" },
  {
    flags: { forgejo: true, repository: "https://codeberg.org/acme/dashboards" },
    says: "--forgejo: no token for https://codeberg.org: set FORGEJO_TOKEN",
  },
])("openStore refuses $flags and says what to do", ({ flags, says }) => {
  expect(() => open(flags)).toThrow(says);
});
