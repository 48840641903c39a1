import { expect, test } from "vitest";
import { connectHost } from "../../src/ci/hosts/connect-host.ts";
import { startHttpDouble } from "../servers/http-double.ts";

const hosts = [
  { kind: "github", api: "/api/v3", closed: { number: 7, state: "closed", merged: true } },
  { kind: "forgejo", api: "/api/v1", closed: { number: 7, state: "closed", merged: true } },
  { kind: "gitlab", api: "/api/v4", closed: { iid: 7, state: "merged" } },
] as const;
const answers = [200, 404, 410, 403, 301, 500] as const;

test.for(hosts.flatMap((host) => answers.map((status) => ({ ...host, status }))))(
  "$kind: HTTP $status with a body that says closed counts for $status = 200 alone",
  async ({ kind, api, closed, status }) => {
    const server = await startHttpDouble((_request, response) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(closed)),
    );
    const host = connectHost(
      { kind, serverUrl: server.url, apiUrl: `${server.url}${api}`, repository: "team/app" },
      { token: "t", userAgent: "dashpreview/test", sleep: async () => {} },
    );
    const state = await host.readReview(7).then(
      ({ state }) => state,
      () => "no answer",
    );
    host.close();
    await server.stop();
    // The repository is asked for too, which this server does not know either: then nobody knows about the review.
    expect(state).toBe(status === 200 ? "merged" : "no answer");
  },
);
