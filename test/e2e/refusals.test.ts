import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startHttpDouble } from "../servers/http-double.ts";
import { dashboard, emptyServer, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(emptyServer);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec.replace("history: 30m", "history: 5m"));
});
afterAll(() => stack.stop());
afterEach(() => stack.double!.heal());

const page = (title: string) => `<!doctype html><html><head><title>${title}</title></head><body>x</body></html>`;
const denied = (action: string) => ({
  message: `You'll need additional permissions to perform this action. Permissions needed: ${action}`,
  title: "Access denied",
  accessErrorId: "ACE0000000000",
});

test.for<readonly [name: string, status: number, body: unknown, headers: Record<string, string>, expected: string]>([
  ["a login page", 200, page("Sign in"), {}, "The answer is not from Grafana's API: check the URL"],
  [
    "an ingress that forbids",
    403,
    page("403 Forbidden"),
    {},
    "403 (403 Forbidden). A proxy or login page in front of Grafana refused the request, not Grafana",
  ],
  [
    "an ingress without its server",
    502,
    page("502 Bad Gateway"),
    {},
    "502 (502 Bad Gateway). A proxy in front of Grafana answered, not Grafana",
  ],
  ["an expired token", 401, { message: "Expired API key" }, {}, "401 (Expired API key). The token has expired"],
  [
    "a disabled service account",
    401,
    { message: "Service account is disabled" },
    {},
    "(Service account is disabled). The service account of the token is disabled",
  ],
  ["a role", 403, denied("folders:create"), {}, "Permissions needed: folders:create). The token's role may not create"],
  [
    "a folder's permissions",
    403,
    denied("dashboards:write"),
    {},
    "Permissions needed: dashboards:write). The token may not do this in the folder: give its service account the role Editor or, where the folder",
  ],
  ["a quota", 403, { message: "Quota reached" }, {}, "403 (Quota reached). Grafana's quota is used up"],
  [
    "a limit of requests",
    429,
    { message: "too many requests" },
    { "Retry-After": "120" },
    "429 (too many requests). Grafana or a proxy in front of it limits the number of requests: try again in 2m.",
  ],
  [
    "a read-only SQLite database",
    500,
    { message: "Failed to save dashboard", error: "attempt to write a readonly database" },
    {},
    "(Failed to save dashboard: attempt to write a readonly database). Grafana's database is read-only",
  ],
  [
    "a PostgreSQL standby",
    500,
    { message: "pq: cannot execute INSERT in a read-only transaction" },
    {},
    "in a read-only transaction). Grafana's database is read-only",
  ],
  [
    "a busy SQLite database",
    500,
    { message: "database is locked (5) (SQLITE_BUSY)" },
    {},
    "Grafana's SQLite database is busy with other writers",
  ],
])(
  "a command that meets %s in Grafana says so, in Grafana's own words",
  async ([, status, body, headers, expected]) => {
    stack.double!.fail({ path: "/api/", status, body, headers, times: 99 });
    const { code, stdout, stderr } = await stack.run(["list", "--retry-for", "0s"]);
    expect([stdout, stderr]).toEqual(["", expect.stringContaining(expected)]);
    expect(code).toBe(3);
  },
);

test("what Grafana says is one line, short, and without the token", async () => {
  const message = `one\r\n::error::${stack.token} ${"\u001b[31m"}${"x".repeat(9000)}`;
  stack.double!.fail({ path: "/api/", status: 400, body: { message }, times: 99 });
  const { stderr } = await stack.run(["list", "--retry-for", "0s"]);
  expect(stderr).not.toContain(stack.token);
  expect(stderr).not.toContain("\u001b");
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stderr.length).toBeLessThan(1000);
});

test("a web page in the place of Prometheus is named by its title, not printed", async () => {
  const server = await startHttpDouble((_, response) =>
    response.writeHead(503, { "Content-Type": "text/html" }).end(page("503 Service Temporarily Unavailable")),
  );
  try {
    const { stdout } = await stack.run(["doctor", "--retry-for", "0s"], { env: { PROMETHEUS_URL: server.url } });
    expect(stdout).toContain('a web page that is not from its API, titled "503 Service Temporarily Unavailable"');
    expect(stdout).not.toContain("<html>");
  } finally {
    await server.stop();
  }
});

test("up reports a locked conversation in GitHub's own words, and makes the preview all the same", async () => {
  const gitHub = await startHttpDouble((request, response) => {
    const locked = request.method === "POST";
    const message = { message: "Unable to create comment because issue is locked." };
    const pull = { number: 7, state: "open", merged: false, head: { repo: { full_name: "acme/boards" } } };
    const list = (request.url ?? "").includes("/comments") || (request.url ?? "").includes("/files");
    response.writeHead(locked ? 403 : 200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(locked ? message : list ? [] : pull));
  });
  try {
    const env = {
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: gitHub.url,
      GITHUB_API_URL: gitHub.url,
      GITHUB_REPOSITORY: "acme/boards",
      GITHUB_REF: "refs/pull/7/merge",
      GITHUB_RUN_ID: "70",
      GITHUB_RUN_ATTEMPT: "1",
      GITHUB_TOKEN: "ghs_canary_token_0001",
    };
    const { code, stderr } = await stack.run(["up", "a.json", "--no-sweep", "--retry-for", "0s"], { env });
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("issue is locked.); the conversation is locked: unlock it, or pass --comment off");
    expect(stderr).not.toContain("canary");
  } finally {
    await gitHub.stop();
  }
});
