import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CiError } from "../../errors.ts";
import { identityPatterns } from "../../identity/preview-identity.ts";
import { reviewKey, tokenFrom } from "./ci-host.ts";
import { connectHost } from "./connect-host.ts";
import { readEvent } from "./event-file.ts";
import type { ReviewHost } from "./host.ts";
import { hostNames, hostOf, hosts } from "./hosts.ts";
import { resolveReview, reviewOfNumber } from "./resolve-review.ts";
import type { HostAddress, Review } from "./review-shape.ts";
import { parseReviewUrl } from "./review-url.ts";

/** Prefixes of keys that belong to no review. */
const otherPrefixes = ["branch", "queue", "head", "local"];
const addressOf = ({ kind, defaultApiUrl }: (typeof hosts)[number]): HostAddress => {
  const serverUrl = `https://${kind}.example`;
  return { kind, serverUrl, repository: "acme/dashboards", apiUrl: defaultApiUrl(serverUrl) };
};

test("hosts have kinds, names and key prefixes of their own, so that no preview is taken for another host's", () => {
  for (const field of ["kind", "name", "keyPrefix"] as const)
    expect(new Set(hosts.map((host) => host[field])).size).toBe(hosts.length);
  for (const host of hosts) {
    expect(otherPrefixes).not.toContain(host.keyPrefix);
    expect(reviewKey(host, 12)).toMatch(identityPatterns.key);
    expect(host.keyPrefix).toMatch(/^[a-z]+$/);
    expect(hostOf(host)).toBe(host);
  }
});

test("hostNames asks for one of all", () => {
  expect(hostNames()).toBe("Forgejo, GitHub or GitLab");
});

test.for(hosts)("parseReviewUrl finds a review of $name again by the address that the host gives it", (host) => {
  const address = addressOf(host);
  expect(parseReviewUrl(host.reviewUrl(address, 12))).toMatchObject({
    key: reviewKey(host, 12),
    number: 12,
    host: address,
  });
});

test.for([
  { kind: "github", url: "https://github.example/acme/dashboards/pull/7", key: "pr-7", ref: "refs/pull/7/head" },
  {
    kind: "gitlab",
    url: "https://gitlab.example/acme/dashboards/-/merge_requests/7",
    key: "mr-7",
    ref: "refs/merge-requests/7/head",
  },
  {
    kind: "forgejo",
    url: "https://forgejo.example/acme/dashboards/pulls/7",
    key: "pull-7",
    ref: "refs/pull/7/head",
  },
] as const)(
  "resolveReview gives a review of $kind the key and the address of that host",
  async ({ kind, url, key, ref }) => {
    const its = hostOf({ kind });
    const host = {
      findOpenReview: async () => ({ number: 7 }),
      readReview: async () => ({ state: "open", fork: true }),
    } as unknown as ReviewHost;
    const pending = { repository: "eve/dashboards", branch: "x", commit: "a".repeat(40) };
    const review: Review = { project: "k2m4x7qa", key: "head-aaaa", host: addressOf(its), pending };
    expect(await resolveReview(review, host)).toMatchObject({
      review: { key, url, number: 7, fork: true },
      facts: { state: "open" },
      warnings: [],
    });
    expect(its.headRef(7)).toBe(ref);
    const missing = await resolveReview(review, undefined).catch((error: unknown) => error);
    expect(missing).toMatchObject({
      code: "no-token",
      message: `which ${its.reviewName} this run belongs to has to be asked of the host: set ${its.tokenVariables[0]}`,
    });
  },
);

test("A review that is named by its number is a stranger's until the host says whose its commits are", async () => {
  const gitHub = addressOf(hostOf({ kind: "github" }));
  const scheduled: Review = {
    project: "k2m4x7qa",
    key: "branch-main",
    host: gitHub,
    event: "schedule",
    commit: "b".repeat(40),
  };
  const named = reviewOfNumber(scheduled, 12);
  expect(named).toMatchObject({ key: "pr-12", number: 12, fork: true, event: "schedule" });
  expect(named.commit).toBeUndefined();
  const answer = { state: "open", commit: "c".repeat(40), fork: false } as const;
  const told = await resolveReview(named, { readReview: async () => answer } as unknown as ReviewHost);
  expect(told.review).toMatchObject({ commit: "c".repeat(40), fork: false });
  const refuse = async () => {
    throw new CiError("GitHub: HTTP 503", { code: "unavailable" });
  };
  const untold = await resolveReview(named, { readReview: refuse } as unknown as ReviewHost);
  expect(untold.review.fork).toBe(true);
  expect(untold.warnings).toEqual(["whether the review is still open is not known: GitHub: HTTP 503"]);
  expect(() => reviewOfNumber({ project: "local", key: "local-ada" }, 12)).toThrow(/--review names a review/);
});

test("tokenFrom takes the first variable that is set, and no other host's", () => {
  const env = { GITHUB_TOKEN: "", GH_TOKEN: "second", GITLAB_TOKEN: "other" };
  expect(tokenFrom(hostOf({ kind: "github" }), env)).toBe("second");
  expect(tokenFrom(hostOf({ kind: "gitlab" }), env)).toBe("other");
  expect(tokenFrom(hostOf({ kind: "gitlab" }), { GITHUB_TOKEN: "x" })).toBeUndefined();
  expect(tokenFrom(hostOf({ kind: "forgejo" }), { GITEA_TOKEN: "its own", GITHUB_TOKEN: "x" })).toBe("its own");
  expect(tokenFrom(hostOf({ kind: "forgejo" }), { GITHUB_TOKEN: "x", GH_TOKEN: "x" })).toBeUndefined();
});

test.for(hosts)("connectHost connects to $name as $name, and asks nothing yet", (host) => {
  const connected = connectHost(addressOf(host), { token: "canary-77", userAgent: "test", sleep: async () => {} });
  onTestFinished(() => connected.close());
  expect(connected).toMatchObject({ name: host.name, keyPrefix: host.keyPrefix });
});

test("readEvent reads the file that the CI names, and nothing that is no JSON", () => {
  const folder = mkdtempSync(join(tmpdir(), "dashpreview-event-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "event.json"), '{"action":"opened"}');
  writeFileSync(join(folder, "bad.json"), "{");
  expect(readEvent({ GITHUB_EVENT_PATH: join(folder, "event.json") })).toEqual({ action: "opened" });
  for (const path of [join(folder, "bad.json"), join(folder, "none.json"), "", undefined])
    expect(readEvent({ GITHUB_EVENT_PATH: path })).toBeUndefined();
});
