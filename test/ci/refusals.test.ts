import { afterEach, expect, test } from "vitest";
import { connectHost } from "../../src/ci/hosts/connect-host.ts";
import type { HostKind } from "../../src/ci/hosts/review-shape.ts";
import { startHttpDouble } from "../servers/http-double.ts";

const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const token = "glpat-canary-7d1e55aa";

interface Said {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The error of writing a comment where the host answers everything so. */
async function errorOf(kind: HostKind, { status, body = {}, headers = {} }: Said) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/html; charset=utf-8" : "application/json";
  const server = await startHttpDouble((_, response) =>
    response.writeHead(status, { "Content-Type": type, ...headers }).end(text),
  );
  const address = { kind, serverUrl: server.url, apiUrl: `${server.url}/api/v3`, repository: "acme/boards" } as const;
  const slept: number[] = [];
  const host = connectHost(address, {
    token,
    userAgent: "dashpreview/test",
    sleep: async (ms) => void slept.push(ms),
  });
  running.push(server, { stop: () => host.close() });
  const error: unknown = await host.createComment(12, "text").then(
    () => expect.fail("expected an error"),
    (thrown: unknown) => thrown,
  );
  return { error, message: (error as Error).message, asked: server.seen.length, slept };
}

const date = "Thu, 26 Nov 2026 21:00:00 GMT";
const resetAt = String(Date.UTC(2026, 10, 26, 21, 40, 0) / 1000);

test.for<readonly [name: string, kind: HostKind, said: Said, code: string, expected: readonly string[]]>([
  [
    "a login page with status 200",
    "gitlab",
    { status: 200, body: "<!DOCTYPE html><html><head><title>Sign in · Corp SSO</title></head></html>" },
    "not-api",
    ["HTTP 200 (Sign in · Corp SSO); a web page came instead of the API's answer"],
  ],
  [
    "an ingress that forbids",
    "forgejo",
    { status: 403, body: "<html><head><title>403 Forbidden</title></head><body>nginx</body></html>" },
    "not-api",
    ["HTTP 403 (403 Forbidden); a web page came"],
  ],
  [
    "an ingress whose server is down",
    "github",
    { status: 502, body: "<html><body><h1>502 Bad Gateway</h1></body></html>" },
    "unavailable",
    ["HTTP 502 (502 Bad Gateway); a proxy in front of GitHub answered, not GitHub itself"],
  ],
  [
    "a redirect to a login page",
    "gitlab",
    { status: 302, headers: { Location: "https://sso.example/users/sign_in?state=canary" } },
    "redirected",
    ["HTTP 302; it redirects to a login page"],
  ],
  [
    "a locked conversation on GitHub",
    "github",
    {
      status: 403,
      body: { message: "Unable to create comment because issue is locked." },
      // GitHub sends it with every answer.
      headers: { "X-Accepted-GitHub-Permissions": "issues=write; pull_requests=write" },
    },
    "forbidden",
    ["(Unable to create comment because issue is locked.); the conversation is locked"],
  ],
  [
    "an archived repository on GitHub",
    "github",
    { status: 403, body: { message: "Repository was archived so is read-only." } },
    "forbidden",
    ["(Repository was archived so is read-only.); the repository is archived"],
  ],
  [
    "an archived repository on Forgejo",
    "forgejo",
    { status: 423, body: { message: "acme/boards is archived" } },
    "refused",
    ["(acme/boards is archived); the repository is archived"],
  ],
  [
    "an expired token on GitLab",
    "gitlab",
    { status: 401, body: { error: "invalid_token", error_description: "Token is expired. You can re-authorize." } },
    "forbidden",
    ["(Token is expired. You can re-authorize.); make a new token"],
  ],
  [
    "a blocked user on GitLab",
    "gitlab",
    { status: 403, body: { message: "403 Forbidden - Your account has been blocked." } },
    "forbidden",
    ["Your account has been blocked.); the account that the token belongs to is blocked"],
  ],
  [
    "a missing scope on GitLab",
    "gitlab",
    {
      status: 403,
      body: { error: "insufficient_scope", error_description: "Higher privileges than provided.", scope: "api" },
    },
    "forbidden",
    ["(Higher privileges than provided.); the token lacks the scope api"],
  ],
  [
    "a missing permission of a fine-grained token",
    "github",
    {
      status: 403,
      body: { message: "Resource not accessible by personal access token" },
      headers: { "X-Accepted-GitHub-Permissions": "issues=write; pull_requests=write" },
    },
    "forbidden",
    ["by personal access token); the token needs the permission issues: write or pull-requests: write"],
  ],
  [
    "a missing scope of a classic token",
    "github",
    {
      status: 404,
      body: { message: "Not Found" },
      headers: { "X-OAuth-Scopes": "gist", "X-Accepted-OAuth-Scopes": "public_repo, repo" },
    },
    "not-found",
    ["it is not there, or does the token have the permission?"],
  ],
  [
    "a forbidden request of a classic token",
    "github",
    {
      status: 403,
      body: { message: "No" },
      headers: { "X-OAuth-Scopes": "gist", "X-Accepted-OAuth-Scopes": "public_repo, repo" },
    },
    "forbidden",
    ["(No); the token has gist, and this needs one of the scopes public_repo, repo"],
  ],
  [
    "an organisation with single sign-on",
    "github",
    {
      status: 403,
      body: { message: "Resource protected by organization SAML enforcement." },
      headers: { "X-GitHub-SSO": "required; url=https://github.com/orgs/acme/sso?authorization_request=CANARY1" },
    },
    "forbidden",
    [
      "SAML enforcement.); the organisation requires single sign-on: authorise the token for it at https://github.com/orgs/acme/sso",
    ],
  ],
  [
    "an old GitHub Enterprise Server",
    "github",
    {
      status: 404,
      body: { message: "Not Found" },
      headers: { "X-GitHub-Enterprise-Version": "enterprise-server@2.22.1" },
    },
    "not-found",
    [
      "(Not Found); it is not there, the token may not see it, or GitHub Enterprise Server 2.22.1 does not have this endpoint",
    ],
  ],
  [
    "GitHub's hourly quota",
    "github",
    {
      status: 403,
      body: { message: "API rate limit exceeded for installation." },
      headers: { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": resetAt, Date: date },
    },
    "forbidden",
    ["API rate limit exceeded for installation.); the request quota of this token is used up: try again in 40m"],
  ],
  [
    "GitHub's secondary limit without Retry-After",
    "github",
    { status: 403, body: { message: "You have exceeded a secondary rate limit." } },
    "forbidden",
    ["You have exceeded a secondary rate limit.); too many requests in a short time: try again in 1m"],
  ],
  [
    "GitLab's limit in plain text",
    "gitlab",
    { status: 429, body: "Retry later\n", headers: { "Content-Type": "text/plain", "Retry-After": "90" } },
    "unavailable",
    ["HTTP 429 (Retry later); too many requests in a short time: try again in 1m30s"],
  ],
  [
    "GitLab's messages by field",
    "gitlab",
    { status: 400, body: { message: { note: ["is too long (maximum is 1000000 characters)"] } } },
    "refused",
    ['({"note":["is too long (maximum is 1000000 characters)"]}); it was not accepted'],
  ],
  [
    "a wrong token",
    "forgejo",
    { status: 401, body: { message: `user does not exist, token ${token}` } },
    "forbidden",
    [
      "(user does not exist, token ",
      "the token is not accepted: is it mistyped, expired, revoked or of another server?",
    ],
  ],
  [
    "words of many lines with control characters",
    "forgejo",
    { status: 422, body: { message: `one\r\n::error::two \u001b[31m${"x".repeat(5000)}` } },
    "refused",
    ["(one ::error::two  [31mxxx"],
  ],
])("createComment explains %s by its cause, in the host's own words", async ([, kind, said, code, expected]) => {
  const { error, message } = await errorOf(kind, said);
  expect(error).toMatchObject({ name: "CiError", code, status: said.status });
  for (const text of expected) expect(message).toContain(text);
  expect(message).not.toMatch(/[\r\n\u001b]|canary/i);
  expect(message.length).toBeLessThan(700);
});

test("a comment is not written again while a quota lasts longer than the run waits", async () => {
  const headers = { "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": resetAt, Date: date };
  const { asked, slept } = await errorOf("github", { status: 403, body: { message: "limit" }, headers });
  expect([asked, slept]).toEqual([1, []]);
});
