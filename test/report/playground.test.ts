import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlaygroundData } from "../../src/report/playground/playground-data.ts";
import { runCli, startCli } from "../e2e/cli.ts";
import { smallSpec } from "../e2e/stack.ts";
import { temporaryFolder } from "../servers/process.ts";

/** `report --playground` by the built program. The page itself is opened in test/page/playground.test.ts. */
let folder: string;
let temporary: string;
beforeAll(() => {
  folder = temporaryFolder();
  temporary = mkdtempSync(join(folder, "tmp-"));
  writeFileSync(join(folder, "a.data.yaml"), smallSpec);
  writeFileSync(join(folder, "wrong.data.yaml"), "version: 1\nmetrics:\n  - name: a\n    typ: gauge\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options = () => ({ cwd: folder, env: { TMPDIR: temporary } });
const isBuilt = existsSync("assets/playground.html");

test.skipIf(!isBuilt)(
  "report --playground writes a page that may talk to its Prometheus only, and leaves nothing behind",
  async () => {
    const { child, result } = startCli(["report", "--playground", "--data", "a.data.yaml", "-o", "p.html"], options());
    let text = "";
    const url = await new Promise<string>((found, fail) => {
      child.stderr!.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        const [, address] = /Prometheus: (http:\S+)/.exec(text) ?? [];
        if (address !== undefined) found(address);
      });
      child.once("close", () => fail(new Error(text)));
    });
    const html = readFileSync(join(folder, "p.html"), "utf8");
    expect(html).toContain(`default-src 'none'; connect-src ${url};`);
    const json = /id="dashpreview-data">([^<]*)</.exec(html)![1]!;
    const data = JSON.parse(json) as PlaygroundData;
    expect(data.spec!.name).toBe("a.data.yaml");
    expect(data.lessons).toHaveLength(8);
    for (const { spec } of data.lessons) {
      const { label, range, series } = spec.data!;
      const query = encodeURIComponent(`count(last_over_time({dashpreview="${label!.value}"}[30m]))`);
      const answer = await fetch(`${url}/api/v1/query?query=${query}&time=${range.toMs / 1000}`);
      const { data: found } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
      // Native histograms count as one series each.
      expect(Number(found.result[0]!.value[1])).toBe(series);
    }
    child.kill("SIGINT");
    expect((await result).code).toBe(0);
    await expect.poll(() => readdirSync(temporary), { timeout: 15_000 }).toEqual([]);
  },
);

test("report --playground names faults of a spec with line and column, and what it does not go with", async () => {
  const missing = await runCli(["report", "--playground", "-o", "p.html", "dashboards/"], options());
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain("--playground and dashboards exclude each other");
  const nowhere = await runCli(["report", "--playground"], options());
  expect(nowhere.stderr).toContain("Name the page with -o playground.html");
  if (!isBuilt) return;
  const wrong = await runCli(["report", "--playground", "--data", "wrong.data.yaml", "-o", "q.html"], options());
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain("wrong.data.yaml:4:5");
});

test.skipIf(!isBuilt)(
  "serve has the playground at /, which writes specs and answers for those who have the token",
  async () => {
    const { child, result } = startCli(
      ["serve", "--data", "a.data.yaml", "--port", "0", "--output", "json"],
      options(),
    );
    const { url, token } = await new Promise<{ url: string; token: string }>((found) =>
      child.stdout!.once("data", (chunk: Buffer) =>
        found(JSON.parse(chunk.toString()) as { url: string; token: string }),
      ),
    );
    const page = await fetch(url);
    expect(page.headers.get("content-security-policy")).toContain("connect-src 'self'");
    const send = async (path: string, body: object) => {
      const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
      const options = { method: "POST", headers, body: JSON.stringify(body) };
      return (await (await fetch(`${url}api/v1/playground/${path}`, options)).json()) as Record<string, unknown>;
    };
    const wrong = await send("check", { text: "version: 1\nmetrics:\n  - name: a\n    typ: gauge\n" });
    expect(wrong["problems"]).toContainEqual(expect.objectContaining({ line: 4, column: 5 }));
    const applied = await send("spec", { text: smallSpec });
    const { label, range } = applied["data"] as NonNullable<PlaygroundData["spec"]>["data"] & object;
    const query = `queue_length{dashpreview="${label!.value}"}`;
    const answer = await send("query", { query, time: String(range.toMs / 1000) });
    expect(answer).toMatchObject({ status: "success", data: { result: [{ value: [range.toMs / 1000, "7"] }] } });
    child.kill("SIGINT");
    expect((await result).code).toBe(0);
    await expect.poll(() => readdirSync(temporary), { timeout: 15_000 }).toEqual([]);
  },
);
