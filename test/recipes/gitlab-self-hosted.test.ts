import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { type GitLabCi, programCommand, startGitLabCi } from "../ci/gitlab-ci.ts";
import { dashboard } from "../ci/repository.ts";
import { actionFolder } from "../ci/run-program.ts";
import { makeCertificates } from "../servers/certificates.ts";
import { temporaryFolder } from "../servers/process.ts";
import { startTlsFront, type TlsFront } from "../servers/tls-front.ts";
import { fences, programsOnPath } from "./pages.ts";

/** The page's include; the mirror is a file of the repository here. */
const [include] = (
  parse(fences("gitlab-self-hosted.md", "yaml")[0]!) as { include: { file: string; inputs: object }[] }
).include;

let ci: GitLabCi;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let fronts: Record<"gitLab" | "grafana" | "prometheus", TlsFront>;
let ca: string;
// Each pipeline starts several programs.
vi.setConfig({ testTimeout: 90_000 });
beforeAll(async () => {
  ci = await startGitLabCi();
  proxy = await startProxy();
  const certificates = makeCertificates(temporaryFolder(), "ours", "unused-passphrase");
  ({ ca } = certificates);
  const [gitLab, grafana, prometheus] = await Promise.all(
    [new URL(ci.gitLab.url).origin, ci.grafana.url, ci.prometheusUrl].map((target) =>
      startTlsFront(certificates, { target }),
    ),
  );
  fronts = { gitLab: gitLab!, grafana: grafana!, prometheus: prometheus! };
});
afterAll(async () => {
  await Promise.all([...Object.values(fronts ?? {}), proxy, ci].map((one) => one?.stop()));
});

/** An HTTP proxy that only tunnels. */
async function startProxy() {
  const tunnels: string[] = [];
  const refused: string[] = [];
  const server = createServer((request, response) => {
    refused.push(request.url ?? "");
    response.writeHead(403).end();
  });
  const sockets = new Set<{ destroy(): void }>();
  server.on("connect", (request, socket) => {
    tunnels.push(request.url ?? "");
    expect(request.headers).not.toHaveProperty("authorization");
    const [host, port] = request.url!.split(":");
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) {
      sockets.add(end);
      end.on("error", () => end.destroy());
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    refused,
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((done) => server.close(done));
    },
  };
}

test("the page's include previews a merge request behind a private CA, through the proxy, and stops with it", async () => {
  const commit = ci.repository.commit("change", {
    "dashboards/api.json": dashboard("api", { requests: "max(http_requests_total)" }),
    "dashboards/dashpreview.yaml":
      "version: 1\nmetrics: [{name: http_requests_total, type: counter, series: [{labels: {job: api}, rate: 5}]}]\n",
  });
  ci.gitLab.mergeRequests.set(3, { iid: 3, sourceBranch: "change", sha: commit, state: "opened", diffs: [] });
  const { file, inputs } = include!;
  expect(inputs).toMatchObject({ command: programCommand, paths: "dashboards" });
  const folder = ci.checkout(commit, { ".gitlab-ci.yml": stringify({ include: [{ local: file, inputs }] }) });
  // GitLab is the host that the page's NO_PROXY names; the certificate is for both names.
  const server = `https://localhost:${fronts.gitLab.port}`;
  const variables = (order: number) =>
    ci.mergeRequest(commit, order, {
      CI_SERVER_HOST: `localhost:${fronts.gitLab.port}`,
      CI_SERVER_URL: `${server}/git`,
      CI_API_V4_URL: `${server}/git/api/v4`,
      CI_PROJECT_URL: `${server}/git/${ci.gitLab.project}`,
      CI_MERGE_REQUEST_PROJECT_URL: `${server}/git/${ci.gitLab.project}`,
      CI_SERVER_TLS_CA_FILE: ca,
      // Our image has no git.
      PATH: programsOnPath({
        git: "exit 127",
        [programCommand]: `exec '${process.execPath}' '${join(actionFolder, "cli.js")}' "$@"`,
      }),
      DASHPREVIEW_CA_FILE: ca,
      GRAFANA_URL: fronts.grafana.url,
      PROMETHEUS_URL: fronts.prometheus.url,
      HTTPS_PROXY: proxy.url,
      HTTP_PROXY: proxy.url,
      NO_PROXY: "localhost, .svc.cluster.local",
    });
  const up = await ci.pipeline(folder, ["dashpreview"], variables(50));
  expect(up.code, up.log).toBe(0);
  expect(up.log).toContain("[mr-3] api");
  expect(ci.gitLab.notes.filter(({ body }) => body.includes("mr-3"))).toHaveLength(1);
  const through = [fronts.grafana, fronts.prometheus].map(({ port }) => `127.0.0.1:${port}`);
  expect(new Set(proxy.tunnels)).toEqual(new Set(through));
  expect(proxy.refused).toEqual([]);
  expect(fronts.gitLab.paths.length).toBeGreaterThan(0);

  const stop = await ci.pipeline(folder, ["dashpreview-stop"], variables(51));
  expect(stop.code, stop.log).toBe(0);
  expect(ci.grafana.dashboards().filter(({ model }) => String(model["title"]).startsWith("[mr-3]"))).toEqual([]);

  const stranger = await ci.pipeline(folder, ["dashpreview"], { ...variables(52), DASHPREVIEW_CA_FILE: "" });
  expect(stranger.log).toMatch(/TLS failed .*--ca-file/);
});
