import type { InitHost } from "./recipe-shape.ts";

const namedHosts: readonly (readonly [RegExp, InitHost])[] = [
  [/^github\.com$/, "github"],
  [/^codeberg\.org$|forgejo|gitea/, "forgejo"],
  [/gitlab/, "gitlab"],
  [/github/, "github"],
];

/** The CI host of a repository: by the server of its remote, else by the files that it keeps for one. */
export function detectHost(files: readonly string[], remoteUrl: string | undefined): InitHost {
  const server = serverOf(remoteUrl ?? "");
  const remote = namedHosts.find(([pattern]) => pattern.test(server))?.[1];
  if (remote !== undefined) return remote;
  if (files.includes(".gitlab-ci.yml")) return "gitlab";
  if (files.some((path) => /^\.(?:forgejo|gitea)\//.test(path))) return "forgejo";
  return files.some((path) => path.startsWith(".github/")) ? "github" : "none";
}

/** The server's name in `https://git@host:1/a`, `ssh://…` or `git@host:a`; empty for a path. */
function serverOf(url: string): string {
  const [, name] = /^(?:[a-z][a-z+]*:\/\/(?:[^@/]*@)?|[^@/:]*@)([^/:@]+)[/:]/i.exec(url) ?? [];
  return (name ?? "").toLowerCase();
}
