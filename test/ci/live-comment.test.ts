import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type CliRun, startCli } from "../e2e/cli.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";
import { startSlowClock } from "./slow-clock.ts";

let lab: GitHubLab;
const dayMs = 86_400_000;

beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
beforeEach(() => lab.next());
afterEach(() => expect(lab.github.violations).toEqual([]));

/** Opens a review whose live preview expired yesterday. */
async function openExpired(): Promise<void> {
  const slow = await startSlowClock(lab.grafana.url, 4 * dayMs);
  const files = { "boards/api.json": dashboard("api", { requests: "max(http_requests_total)" }) };
  const commit = lab.push(files, [{ filename: "boards/api.json", status: "modified" }]);
  const inputs = { ttl: "72h", live: "until-expiry", "grafana-url": slow.url };
  const { code, log } = await lab.run({ folder: lab.repository.checkout(commit), inputs });
  await slow.stop();
  expect([code, lab.standing()], log).toEqual([0, ["api"]]);
  expect(lab.comment()).toContain("expires on");
}

/** Starts `live` outside CI, for the repository of the review. */
function live(args: readonly string[], env: CliRun["env"] = {}) {
  const servers = {
    GRAFANA_URL: lab.grafana.url,
    GRAFANA_TOKEN: lab.grafana.tokens.editor,
    PROMETHEUS_URL: lab.prometheus.url,
    GITHUB_API_URL: `${lab.github.url}/api/v3`,
  };
  const address = `${lab.github.url}/${lab.github.repository}/pull/1`;
  return startCli(["live", "--review-url", address, "--retry-for", "300ms", ...args], { env: { ...servers, ...env } });
}

test("live updates the comment of a review whose preview has expired, once it is gone", async () => {
  await openExpired();
  const { code, stderr } = await live(["--once"], { GITHUB_TOKEN: lab.github.token }).result;
  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`deleted 1 expired preview of`);
  expect(lab.standing()).toEqual([]);
  expect(lab.comment()).toMatch(/The preview was removed on .*: its time was over/);
  expect(lab.comment()).toContain("api");
});

test("live leaves the comment as it is without a token, and says nothing about it", async () => {
  await openExpired();
  const before = lab.comment();
  const { code, stderr, ...ended } = await live(["--once", "--project", projectOf(), "--output", "json"]).result;
  expect(code, stderr).toBe(0);
  expect(ended.json()).toMatchObject({ cleaned: 1, failures: { cleanup: 0, comment: 0 } });
  expect(lab.standing()).toEqual([]);
  expect(stderr).not.toMatch(/comment|token/);
  expect(lab.comment()).toBe(before);
});

test("live tells the review later, where its host did not answer when the preview went", async () => {
  await openExpired();
  const { child, result } = live(["--look-every", "500ms", "--project", projectOf(), "--output", "json"], {
    GITHUB_TOKEN: lab.github.token,
  });
  let said = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  lab.github.down = 503;
  await until(() => said.includes("does not say yet that its preview is gone"));
  expect([lab.standing(), lab.comment()]).toEqual([[], expect.stringContaining("expires on")]);
  lab.github.down = undefined;
  await until(() => lab.comment().includes("The preview was removed on"));
  child.kill("SIGTERM");
  const { code, ...ended } = await result;
  expect(code, said).toBe(0);
  expect(ended.json<{ failures: { comment: number } }>().failures.comment).toBeGreaterThan(0);
  expect(said.match(/does not say yet/g)).toHaveLength(1);
});

test("live --comment required needs a token, and says where to get one", async () => {
  const { code, stderr } = await live(["--once", "--comment", "required"]).result;
  expect(code).toBe(2);
  expect(stderr).toMatch(/--comment required .*token/i);
});

const projectOf = () =>
  /dp-key:([a-z2-7]{8})/.exec(JSON.stringify(lab.grafana.dashboards().map(({ model }) => model["tags"])))![1]!;

async function until(done: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !done(); i++) await new Promise((next) => setTimeout(next, 50));
  expect(done()).toBe(true);
}
