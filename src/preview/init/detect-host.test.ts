import { expect, test } from "vitest";
import { detectHost } from "./detect-host.ts";

test.for([
  [[], "git@github.com:a/b.git", "github"],
  [[], "https://github.com/a/b", "github"],
  [[], "https://gitlab.com/a/b.git", "gitlab"],
  [[], "ssh://git@gitlab.internal:2222/a/b.git", "gitlab"],
  [[], "https://codeberg.org/a/b", "forgejo"],
  [[], "https://gitea.example.com/a/b", "forgejo"],
  [[], "https://git.example.com/github.com/b", "none"],
  [[".gitlab-ci.yml", ".github/dependabot.yml"], undefined, "gitlab"],
  [[".gitlab-ci.yml"], "https://github.com/a/b", "github"],
  [[".gitea/workflows/x.yml"], "https://git.example.com/a/b", "forgejo"],
  [[".github/workflows/x.yml"], undefined, "github"],
  [["README.md"], undefined, "none"],
] as const)("detectHost of %j with the remote %s is %s", ([files, remote, host]) => {
  expect(detectHost(files, remote)).toBe(host);
});
