import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCli } from "../e2e/cli.ts";
import { type GitHubDouble, startGitHubDouble } from "../servers/github-double.ts";
import { type GitLabDouble, startGitLabDouble } from "../servers/gitlab-double.ts";
import { type GrafanaDouble, startGrafanaDouble } from "../servers/grafana-double.ts";
import { type TestServer, temporaryFolder } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { echoes, leakOf } from "./leaks.ts";

/** What the program is given, by the header that it sends it in. None has a form that could be told by its looks. */
const canaries = {
  authorization: "Qz7+Kd/93mWxT5vR=aB2nL8y",
  "x-gateway-key": "hV4/tS+8uJc1=Ye6pZ0oMfG3",
  cookie: "Nr9bWd5+Xk2/Ei7sQa4=Ul1c",
  "x-scope-orgid": "tenant-J8h3-Fy6-Pg0v2-Ow",
} as const;
const password = "Db6/Cz1+Ht4=Rm9kVx7iSo2e";
const secrets = [...Object.values(canaries), password];
type Header = keyof typeof canaries;
const headers = Object.keys(canaries) as Header[];
const echoNames = Object.keys(echoes);
/**
 * Every form is sent in every header through the errors of queries; where a run shows one at a time, every so many-th.
 */
const some = (step: number, from: number) => echoNames.filter((_, index) => index % step === from);

let grafana: GrafanaDouble;
let prometheus: TestServer;
let gitHub: GitHubDouble;
let gitLab: GitLabDouble;
let middle: Middle;

/** What stands between the program and its servers: it repeats headers where a test wants it. */
interface Middle {
  readonly grafana: string;
  readonly prometheus: string;
  readonly stop: () => Promise<void>;
}

/** By run, which is the first segment of the address: whether a request is answered by an echo, and how. */
const echoing = new Map<
  string,
  (
    path: string,
    body: string,
  ) => { status: number; text: (secrets: string) => string; form: string; header: Header } | undefined
>();

async function startMiddle(): Promise<Middle> {
  const handle = async (request: IncomingMessage, response: ServerResponse, target: string) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const [, run = "", rest = "/"] = /^\/([^/]+)(.*)$/.exec(request.url ?? "") ?? [];
    const body = Buffer.concat(chunks);
    const echo = echoing.get(run)?.(
      rest,
      decodeURIComponent(body.toString("latin1").replaceAll(/%(?![0-9A-F]{2})/g, "")),
    );
    if (echo !== undefined) {
      const sent = String(request.headers[echo.header] ?? "").replace(/^(?:Bearer |Basic |\w+=)/, "");
      const raw = /^Basic /.test(String(request.headers[echo.header]))
        ? Buffer.from(sent, "base64").toString().replace(/^\w+:/, "")
        : sent;
      response.writeHead(echo.status, { "Content-Type": "text/plain" }).end(echo.text(echoes[echo.form]!(raw)));
      return;
    }
    const { authorization: _, ...passed } = request.headers;
    const own = target === grafana.url ? { authorization: `Bearer ${grafana.tokens.editor}` } : {};
    const onward = send(`${target}${rest}`, { method: request.method, headers: { ...passed, ...own } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.writeHead(502).end());
    onward.end(body);
  };
  const servers = await Promise.all(
    [grafana.url, prometheus.url].map(async (target) => {
      const server = createServer((request, response) => {
        handle(request, response, target).catch((error: unknown) => response.writeHead(599).end(String(error)));
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      return server;
    }),
  );
  const [one, two] = servers.map((server) => `http://127.0.0.1:${(server.address() as { port: number }).port}`);
  return {
    grafana: one!,
    prometheus: two!,
    async stop() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

beforeAll(async () => {
  [prometheus, gitHub, gitLab] = await Promise.all([
    startPrometheus({ window: "2d" }),
    startGitHubDouble(),
    startGitLabDouble(),
  ]);
  grafana = await startGrafanaDouble({ prometheusUrl: prometheus.url });
  middle = await startMiddle();
});
afterAll(async () => {
  await Promise.all([middle?.stop(), grafana?.stop(), prometheus?.stop(), gitHub?.stop(), gitLab?.stop()]);
});

/** A dashboard whose panels each ask for a metric of their own, and a spec that has another. */
function boards(metrics: number): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "boards"));
  const panels = Array.from({ length: metrics }, (_, index) => ({
    id: index + 1,
    type: "timeseries",
    title: `Panel ${index}`,
    datasource: { type: "prometheus", uid: "prom" },
    gridPos: { x: 0, y: index, w: 8, h: 8 },
    targets: [{ refId: "A", expr: `echo_${index}_total` }],
  }));
  writeFileSync(
    join(folder, "boards/a.json"),
    JSON.stringify({ uid: "a", title: "A", schemaVersion: 41, time: { from: "now-5m", to: "now" }, panels }),
  );
  const spec = "version: 1\nmetrics:\n  - {name: other_total, type: counter, series: [{labels: {job: a}, rate: 5}]}\n";
  writeFileSync(join(folder, "boards/dashpreview.yaml"), spec);
  return folder;
}

let runs = 0;

interface Ran {
  readonly code: number | null;
  /** Everything that left the program, by where it went. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Runs the program with every canary, in a pull request's job. */
async function run(
  args: readonly string[],
  options: {
    echo: Parameters<typeof echoing.set>[1];
    folder: string;
    more?: Record<string, string>;
    host?: "github" | "gitlab";
  },
): Promise<Ran> {
  const name = `run-${runs++}`;
  const number = 1000 + runs;
  echoing.set(name, options.echo);
  const outputs = temporaryFolder();
  const commit = "ab".repeat(20);
  const { repository } = gitHub;
  const mark = (key: string) => `<!-- dashpreview k2m4x7qa.${key} 1 -->\nAn earlier text`;
  const gitHubJob = () => {
    const head = { sha: commit, ref: "b", repo: { full_name: repository } };
    const base = { sha: "cd".repeat(20), ref: "main", repo: { full_name: repository } };
    gitHub.pulls.set(number, {
      number,
      headRepository: repository,
      headRef: "b",
      headSha: commit,
      baseSha: base.sha,
      state: "open",
      merged: false,
      files: [],
    });
    gitHub.addComment(number, "github-actions[bot]", mark(`pr-${number}`));
    writeFileSync(
      join(outputs, "event.json"),
      JSON.stringify({ action: "opened", pull_request: { number, merged: false, head, base } }),
    );
    return {
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: gitHub.url,
      GITHUB_API_URL: `${gitHub.url}/api/v3`,
      GITHUB_REPOSITORY: repository,
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: join(outputs, "event.json"),
      GITHUB_OUTPUT: join(outputs, "output"),
      GITHUB_STEP_SUMMARY: join(outputs, "summary"),
      GITHUB_TOKEN: gitHub.token,
    };
  };
  const gitLabJob = () => {
    gitLab.mergeRequests.set(number, { iid: number, sourceBranch: "b", sha: commit, state: "opened", diffs: [] });
    gitLab.addNote(number, 77, mark(`mr-${number}`));
    return {
      GITLAB_CI: "true",
      CI_SERVER_HOST: new URL(gitLab.url).host,
      CI_SERVER_URL: gitLab.url,
      CI_API_V4_URL: `${gitLab.url}/api/v4`,
      CI_PROJECT_PATH: gitLab.project,
      CI_PROJECT_URL: `${gitLab.url}/${gitLab.project}`,
      CI_PIPELINE_ID: "9",
      CI_MERGE_REQUEST_IID: String(number),
      CI_MERGE_REQUEST_PROJECT_PATH: gitLab.project,
      CI_MERGE_REQUEST_PROJECT_ID: "1",
      CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "1",
      CI_COMMIT_SHA: commit,
      GITLAB_TOKEN: gitLab.token,
    };
  };
  const { result } = startCli(args, {
    cwd: options.folder,
    env: {
      CI: "true",
      ...(options.host === "gitlab" ? gitLabJob() : gitHubJob()),
      DASHPREVIEW_PROJECT: "k2m4x7qa",
      GRAFANA_URL: `${middle.grafana}/${name}`,
      GRAFANA_TOKEN: canaries.authorization,
      PROMETHEUS_URL: `${middle.prometheus}/${name}`,
      DASHPREVIEW_PROMETHEUS_USER: "me",
      DASHPREVIEW_PROMETHEUS_PASSWORD: password,
      DASHPREVIEW_GRAFANA_HEADER: `X-Gateway-Key: ${canaries["x-gateway-key"]}\nCookie: session=${canaries.cookie}\nX-Scope-Org: none`,
      DASHPREVIEW_PROMETHEUS_HEADER: `X-Gateway-Key: ${canaries["x-gateway-key"]}\nCookie: session=${canaries.cookie}`,
      DASHPREVIEW_TENANT: canaries["x-scope-orgid"],
      ...options.more,
    },
  });
  const { code, stdout, stderr } = await result;
  const files = readdirSync(outputs).filter((file) => file !== "event.json");
  const told = gitHub.comments.filter(({ issue }) => issue === number).map(({ body }) => body);
  const noted = gitLab.notes.filter(({ iid }) => iid === number).map(({ body }) => body);
  return {
    code,
    texts: {
      stdout,
      stderr,
      comment: [...told, ...noted].join("\n"),
      statuses: JSON.stringify(gitHub.statuses),
      ...Object.fromEntries(files.map((file) => [file, readFileSync(join(outputs, file), "utf8")])),
      ...Object.fromEntries(["result.json", "dotenv"].flatMap((file) => readOutput(join(options.folder, file)))),
    },
  };
}

function readOutput(path: string): [string, string][] {
  try {
    return [[path.split("/").at(-1)!, readFileSync(path, "utf8")]];
  } catch {
    return [];
  }
}

/** Which canary is in which of a run's texts. */
function leaks({ texts }: Ran): string[] {
  return Object.entries(texts).flatMap(([place, text]) =>
    secrets.flatMap((secret) => (leakOf(secret, text) === undefined ? [] : [`${secret} in ${place}`])),
  );
}

/** Two at once. */
async function forEach<T>(items: readonly T[], action: (item: T, index: number) => Promise<void>): Promise<void> {
  const queue = [...items.entries()];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await action(next[1], next[0]);
  };
  await Promise.all([work(), work(), work()]);
}

test("leakOf finds every echo that the matrix is made of", () => {
  for (const form of echoNames) {
    for (const secret of secrets)
      expect([form, leakOf(secret, `x ${JSON.stringify(echoes[form]!(secret))} y`) === undefined]).toEqual([
        form,
        false,
      ]);
  }
});

test("no secret that Grafana or a proxy repeats in a refusal leaves in messages, JSON or the comment", async () => {
  const found: string[] = [];
  const folder = boards(1);
  await forEach(some(2, 0), async (form, index) => {
    const header = headers[index % 3]!;
    const text = (secret: string) => JSON.stringify({ message: `refused: ${header}: ${secret}` });
    // The comment is the slow part: for every third form.
    const command = index % 3 === 0 ? ["up", "boards", "--status"] : ["list"];
    const ran = await run([...command, "--output", index % 2 === 0 ? "json" : "text"], {
      folder,
      echo: (path) => (path.startsWith("/api/") ? { status: 403, text, form, header } : undefined),
    });
    expect([form, ran.code]).toEqual([form, 3]);
    if (index % 3 === 0) expect(ran.texts["comment"]).toContain("could not be previewed");
    found.push(...leaks(ran).map((leak) => `${form}: ${leak}`));
  });
  expect(found).toEqual([]);
});

test("no secret that a receiver repeats in a refused write leaves, whatever the form and the header", async () => {
  const found: string[] = [];
  const folder = boards(1);
  await forEach(some(3, 1), async (form, index) => {
    const header = headers[index % 4]!;
    const text = (secret: string) => `<html><body><h1>400</h1><pre>${header}: ${secret}</pre></body></html>`;
    const ran = await run(["up", "boards", "--output", index % 2 === 0 ? "text" : "json", "--history", "1m"], {
      folder,
      host: index % 3 === 0 ? "gitlab" : "github",
      echo: (path) => (path.includes("/write") ? { status: 400, text, form, header } : undefined),
    });
    expect([form, ran.code]).toEqual([form, 3]);
    expect(ran.texts["comment"]).toContain("could not be previewed");
    found.push(...leaks(ran).map((leak) => `${form}: ${leak}`));
  });
  expect(found).toEqual([]);
});

test.for(headers)(
  "no %s that a server repeats in the errors of queries leaves in any output of a run that succeeds",
  async (header) => {
    const folder = boards(echoNames.length);
    const ran = await run(
      [
        "up",
        "boards",
        "--output",
        "json",
        "--history",
        "5m",
        "--fail-on",
        "none",
        "--result-file",
        "result.json",
        "--dotenv",
        "dotenv",
        "--status",
      ],
      {
        folder,
        echo(path, body) {
          const index = /echo_(\d+)_total/.exec(`${path} ${body}`)?.[1];
          if (index === undefined || !/query/.test(path)) return undefined;
          const text = (secret: string) =>
            JSON.stringify({
              status: "error",
              errorType: "bad_data",
              error: `no: ${secret}`,
              message: `no: ${secret}`,
            });
          return { status: 422, text, form: echoNames[Number(index)]!, header };
        },
      },
    );
    expect([ran.code, ran.texts["stderr"]]).toEqual([0, expect.anything()]);
    expect(ran.texts["comment"]).toMatch(/17 panels: .*17 error/);
    expect(Object.keys(ran.texts)).toEqual(
      expect.arrayContaining(["stdout", "stderr", "comment", "output", "summary", "result.json", "dotenv"]),
    );
    expect(leaks(ran)).toEqual([]);
    const { dashboards } = JSON.parse(ran.texts["stdout"]!) as { dashboards: { findings: { state: string }[] }[] };
    expect(dashboards[0]!.findings.filter(({ state }) => state === "error")).toHaveLength(17);
  },
);

test("doctor and list repeat no secret either", async () => {
  const found: string[] = [];
  const folder = boards(1);
  await forEach(some(3, 2), async (form, index) => {
    const header = headers[index % 3]!;
    const text = (secret: string) =>
      JSON.stringify({ status: "error", error: `${header}: ${secret}`, message: `${header}: ${secret}` });
    const command = index % 2 === 0 ? ["doctor"] : ["list"];
    const ran = await run([...command, ...(index % 4 < 2 ? ["--output", "json"] : [])], {
      folder,
      echo: (path) => (path === "/api/health" ? undefined : { status: 400, text, form, header }),
    });
    expect(ran.code).toBe(3);
    found.push(...leaks(ran).map((leak) => `${form}: ${leak}`));
  });
  expect(found).toEqual([]);
});

const mistaken = "Wq3Xn8Lr5Tz0Kb7Vd2Gm6Py1";
test("a token that was given in the wrong place is in no message", async () => {
  const folder = boards(1);
  const wrong: [command: string, name: string, value: string][] = [
    ["up boards", "GRAFANA_URL", mistaken],
    ["doctor --output json", "GRAFANA_URL", mistaken],
    ["doctor", "PROMETHEUS_URL", mistaken],
    ["doctor", "DASHPREVIEW_PROMETHEUS_WRITE_URL", mistaken],
    ["doctor", "GRAFANA_URL", `https://${mistaken}:1`],
    ["list --output json", "GRAFANA_URL", `https://me:${mistaken}@127.0.0.1:1/`],
    ["up boards", "GRAFANA_URL", `me:${mistaken}@127.0.0.1:1`],
    ["list", "GRAFANA_URL", `http://127.0.0.1:1/?token=${mistaken}`],
    ["list", "GRAFANA_URL", `token:${mistaken}`],
    ["list", "HTTP_PROXY", `http://me:${mistaken}@127.0.0.1:1`],
    ["list", "HTTP_PROXY", `socks5://me:${mistaken}@127.0.0.1:1`],
    ["list", "DASHPREVIEW_GRAFANA_HEADER", mistaken],
    ["list", "DASHPREVIEW_GRAFANA_HEADER", `X Y: ${mistaken}`],
    ["list", "GRAFANA_TOKEN", `${mistaken}\n${mistaken}`],
    ["up boards", "GITHUB_TOKEN", `${mistaken}\u2028`],
  ];
  await forEach(wrong, async ([command, name, value]) => {
    const echo = () => ({ status: 403, text: () => "{}", form: "as it is", header: "cookie" }) as const;
    const { code, texts } = await run(command.split(" "), { folder, echo, more: { [name]: value } });
    expect([command, name, value, code === 0, leakOf(mistaken, JSON.stringify(texts))]).toEqual([
      command,
      name,
      value,
      false,
      undefined,
    ]);
  });
});

test("a token that is given by a flag or twice is hidden too, in help and wrong usage as well", async () => {
  const folder = boards(1);
  const echo = () =>
    ({
      status: 403,
      text: (secret: string) => JSON.stringify({ message: secret }),
      form: "as it is",
      header: "authorization",
    }) as const;
  for (const args of [
    ["list", "--grafana-token", mistaken],
    ["list", `--grafana-token=${mistaken}`, "--project", mistaken],
    ["list", `--grafanaToken=${mistaken}`, `--nonsense-${mistaken}`],
    ["up", "boards", "--grafana-token", mistaken, "--ttl", mistaken, "--key", mistaken],
    ["up", mistaken, "--grafana-token", mistaken],
    ["up", "--help", "--grafana-token", mistaken],
    ["nonsense", "--host-token", mistaken],
  ]) {
    const { texts } = await run(args, { folder, echo });
    expect([args[0], leakOf(mistaken, JSON.stringify(texts))]).toEqual([args[0], undefined]);
  }
});

test("a token that somebody pasted into a dashboard is in no file that the program writes", async () => {
  const token = "gtK4-Vb7wZx2Qn9Lr5Tc0_Hs8";
  const folder = temporaryFolder();
  mkdirSync(join(folder, "boards"));
  const model = {
    uid: "pasted",
    title: `Use ${token} here`,
    description: `curl -H "Authorization: Bearer ${token}"`,
    schemaVersion: 41,
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "P",
        datasource: { type: "prometheus", uid: "p" },
        targets: [{ refId: "A", expr: `m_total{key="${token}"}` }],
      },
    ],
  };
  writeFileSync(join(folder, "boards/a.json"), JSON.stringify(model));
  const spec = `version: 1\nmetrics:\n  - {name: m_total, type: counter, series: [{labels: {key: "${token}"}, rate: 5}]}\n`;
  writeFileSync(join(folder, "boards/dashpreview.yaml"), spec);
  const env = {
    GRAFANA_URL: grafana.url,
    GRAFANA_TOKEN: grafana.tokens.editor,
    DASHPREVIEW_PROMETHEUS_TOKEN: token,
    DASHPREVIEW_PROJECT: "k2m4x7qa",
  };
  const texts: Record<string, string> = {};
  const program = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await startCli(args, { cwd: folder, env }).result;
    expect([args[0], code, stderr]).toEqual([args[0], 0, expect.anything()]);
    texts[args.join(" ")] = stdout + stderr;
  };
  await program(["up", "boards", "--bundle", "bundle"]);
  for (const file of readdirSync(join(folder, "bundle")))
    texts[file] = readFileSync(join(folder, "bundle", file), "utf8");
  expect(Object.keys(texts).length).toBeGreaterThan(4);
  await program(["infer", "boards", "-o", "made.yaml", "--no-check"]);
  await program(["infer", "boards", "--no-check"]);
  await program(["validate", "boards", "--output", "json"]);
  const { result } = startCli(["up", "boards", "--history", "5m", "--output", "json"], {
    cwd: folder,
    env: { ...env, PROMETHEUS_URL: prometheus.url },
  });
  const made = await result;
  expect(made.code).toBe(0);
  texts["up"] = made.stdout + made.stderr;
  const { uid } = (JSON.parse(made.stdout) as { dashboards: { uid: string }[] }).dashboards[0]!;
  await program(["export", uid, "-o", "exported.json"]);
  await program(["export", uid]);
  for (const file of ["made.yaml", "exported.json"]) texts[file] = readFileSync(join(folder, file), "utf8");
  expect(Object.entries(texts).filter(([, text]) => leakOf(token, text) !== undefined)).toEqual([]);
  expect(JSON.parse(texts["exported.json"]!)).toMatchObject({ title: "Use [hidden] here" });
});

test("text leaves the command line program through three files only", () => {
  const source = resolve(import.meta.dirname, "../../src");
  const doors = ["cli/output/output.ts", "cli/output/output-files.ts", "cli/main.ts", "action/main.ts"];
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    /^(?:cli|ci|action)\/.*(?<!\.test)\.ts$/.test(file),
  );
  expect(files.length).toBeGreaterThan(50);
  const others = files.filter((file) => {
    const code = readFileSync(join(source, file), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    return /\b(?:write|append)File|createWriteStream|\bprocess\.std|\bconsole\./.test(code);
  });
  expect(others.filter((file) => !doors.includes(file))).toEqual([]);
});
