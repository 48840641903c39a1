import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../servers/process.ts";

/** A git repository with dashboards, checked out anew for every run as CI does it. */
export interface Repository {
  readonly base: string;
  /**
   * Commits these files on a branch from the base, or on top of what the branch has; `undefined` deletes one. Returns
   * the commit.
   */
  commit(branch: string, files: Readonly<Record<string, string | undefined>>): string;
  /** A new clone with this commit checked out. */
  checkout(commit: string): string;
  remove(): void;
}

const spec = `version: 1
metrics:
  - name: http_requests_total
    type: counter
    series:
      - labels: {job: api, instance: "api-{1..2}:8080"}
        rate: 5
`;

/** A dashboard of two panels: one with data, one of a metric that the spec does not have. */
export function dashboard(uid: string, { title = uid, requests = "sum(rate(http_requests_total[1m]))" } = {}): string {
  const panel = (id: number, name: string, expr: string) => ({
    id,
    type: "timeseries",
    title: name,
    datasource: { type: "prometheus", uid: "prom" },
    gridPos: { x: 0, y: 8 * id, w: 24, h: 8 },
    targets: [{ refId: "A", expr }],
  });
  const panels = [panel(1, "Requests", requests), panel(2, "Errors", "api_errors_total")];
  return `${JSON.stringify({ uid, title, schemaVersion: 41, time: { from: "now-1h", to: "now" }, panels }, undefined, 2)}\n`;
}

/** Makes a repository with the dashboards `api` and `jobs` and one spec for both. */
export function makeRepository(): Repository {
  const folder = temporaryFolder();
  const origin = join(folder, "origin");
  mkdirSync(origin);
  const git = (cwd: string, ...args: string[]) =>
    execFileSync(
      "git",
      ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "advice.detachedHead=false", ...args],
      {
        cwd,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      },
    ).trim();
  const write = (files: Readonly<Record<string, string | undefined>>) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(origin, path);
      mkdirSync(dirname(file), { recursive: true });
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
    }
    git(origin, "add", "-A");
    git(origin, "commit", "-q", "--allow-empty", "-m", "a change");
    return git(origin, "rev-parse", "HEAD");
  };
  git(origin, "init", "-q", "-b", "main");
  const base = write({
    "boards/api.json": dashboard("api"),
    "boards/jobs.json": dashboard("jobs"),
    "boards/dashpreview.yaml": spec,
  });
  let clones = 0;
  return {
    base,
    commit(branch, files) {
      const exists = git(origin, "branch", "--list", branch) !== "";
      git(origin, "checkout", "-q", ...(exists ? [branch] : ["-b", branch, base]));
      return write(files);
    },
    checkout(commit) {
      const clone = join(folder, `clone-${clones++}`);
      git(folder, "clone", "-q", origin, clone);
      git(clone, "checkout", "-q", commit);
      return clone;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
