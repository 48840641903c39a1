import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { wholePage } from "../../page/src/data/whole-page.ts";
import type { PageData, PageTarget, PageValue } from "../../src/report/page-data.ts";
import { startCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
import { temporaryFolder } from "../servers/process.ts";

let folder: string;
let running: ReturnType<typeof startCli> | undefined;
const exprs = ["queue_length", "rate(requests_total[5m])", "histogram_quantile(0.9, rate(size_bytes[5m]))"];
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(
    join(folder, "a.json"),
    JSON.stringify(
      dashboard("A", exprs, {
        templating: {
          list: [{ name: "pod", type: "custom", query: "api-1,api-2", multi: true, includeAll: true }],
        },
      }),
    ),
  );
  writeFileSync(join(folder, "a.data.yaml"), spec);
});
afterEach(async () => {
  running?.child.kill("SIGINT");
  await running?.result;
  rmSync(folder, { recursive: true, force: true });
});

const spec = `${smallSpec}  - name: size_bytes
    type: histogram
    native: true
    series:
      - { labels: {}, rate: 3, observe: { uniform: { min: 0, max: 200 } } }
`;

/** Starts `up --local` and waits for its page and its Prometheus. */
async function start(...args: string[]) {
  const options = { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } };
  running = startCli(["up", "--local", ...args, "a.json"], options);
  const { child, result } = running;
  let text = "";
  const seen = (pattern: RegExp) =>
    new Promise<string>((done, fail) => {
      const look = () => {
        const found = pattern.exec(text)?.[1];
        if (found !== undefined) done(found);
      };
      look();
      child.stderr!.on("data", look);
      void result.then(() => fail(new Error(`ended too early:\n${text}`)));
    });
  child.stderr!.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  const [page, prometheus] = [await seen(/Page: (\S+)/), await seen(/Prometheus: (\S+)/)];
  return { page, prometheus, seen, text: () => text };
}

async function documentOf(page: string): Promise<PageData> {
  const html = await (await fetch(page)).text();
  return wholePage(JSON.parse(/id="dashpreview-data">([^<]*)</.exec(html)![1]!));
}

/** The answer of Prometheus' own API, by the series' labels. */
async function askApart(url: string, { ranExpr, instants }: PageTarget) {
  const { startMs, stepMs, count } = instants!;
  const body = new URLSearchParams({
    query: ranExpr!,
    start: String(startMs / 1000),
    end: String((startMs + (count - 1) * stepMs) / 1000),
    step: String(stepMs / 1000),
  });
  const answer = await (await fetch(`${url}/api/v1/query_range`, { method: "POST", body })).json();
  const { result } = (answer as { data: { result: ApiSeries[] } }).data;
  return result.map(({ metric, values = [] }) => {
    const placed = new Array<number | null>(count).fill(null);
    for (const [seconds, text] of values) placed[Math.round((seconds * 1000 - startMs) / stepMs)] = Number(text);
    return { metric, placed };
  });
}
interface ApiSeries {
  readonly metric: Record<string, string>;
  readonly values?: [number, string][];
}

const close = (value: PageValue | null, exact: number | null) =>
  value === null || exact === null
    ? value === exact
    : typeof value === "number" && Math.abs(value - exact) <= Math.abs(exact) * 1e-9;

test("the page of up --local has the values that its Prometheus answers to whoever asks it apart", async () => {
  const { page, prometheus } = await start();
  const { dashboards } = await documentOf(page);
  const targets = dashboards[0]!.views[0]!.panels.flatMap((panel) => panel.targets);
  expect(targets.map(({ expr }) => expr)).toEqual(exprs);
  for (const target of targets) {
    const apart = await askApart(prometheus, target);
    expect(apart.length, target.expr).toBeGreaterThan(0);
    expect(target.series.map(({ labels }) => labels)).toEqual(apart.map(({ metric }) => metric));
    for (const [index, { values }] of target.series.entries()) {
      const wrong = values!.filter((value, at) => !close(value, apart[index]!.placed[at]!));
      expect(wrong, target.expr).toEqual([]);
      expect(values!.some((value) => value !== null)).toBe(true);
    }
  }
});

test("--watch shows a changed dashboard on the same page, and keeps the page while the file is broken", async () => {
  const { page, seen, text } = await start("--watch");
  expect((await documentOf(page)).events).toBe("events");
  writeFileSync(join(folder, "a.json"), "{ not json");
  await seen(/(the page stays until the next change)/);
  expect((await documentOf(page)).title).toBe("A");
  const events = await fetch(`${page}events`);
  writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("B", ["queue_length"])));
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes("event: reload")) heard += (await reader.read()).value ?? "";
  expect((await documentOf(page)).title).toBe("B");
  expect(text()).toContain("something changed: doing it again");
});

test("--page writes the same page to a file, which asks nobody for news", async () => {
  const { page } = await start("--page", "out.html");
  const html = readFileSync(join(folder, "out.html"), "utf8");
  expect(html).toBe(await (await fetch(page)).text());
  expect(html).not.toContain("connect-src");
});

test.for([["--exit"], ["--live", "5m"], ["--output", "json"]])("--watch does not go with %j", async (args) => {
  const { result } = startCli(["up", "--local", "--watch", ...args, "a.json"], { cwd: folder });
  expect((await result).stderr).toContain(`--watch and ${args[0]} ${args[1] === "json" ? "json " : ""}exclude`);
});

test("a port that another program has is said before anything is written", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  try {
    const { code, stderr } = await startCli(["up", "--local", "--port", String(port), "a.json"], { cwd: folder })
      .result;
    expect(code).toBe(2);
    expect(stderr).toContain(`the page cannot be served on port ${port}: another program has it; --port names another`);
    expect(stderr).not.toMatch(/starting|writing/);
  } finally {
    other.close();
  }
});

test("until the page is there, its address says that it comes, and asks again", async () => {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  await new Promise((done) => free.close(done));
  const started = start("--port", String(port));
  let text = "";
  while (text === "")
    text = await fetch(`http://127.0.0.1:${port}/`).then(
      (answer) => answer.text(),
      () => new Promise((done) => setTimeout(() => done(""), 20)),
    );
  expect(text).toContain('<meta http-equiv="refresh" content="1">');
  const { page } = await started;
  expect(page).toBe(`http://127.0.0.1:${port}/`);
  expect((await documentOf(page)).title).toBe("A");
});
