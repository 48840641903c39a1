import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { dashboard, emptyServer, type Stack, smallSpec, startStack } from "./stack.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack(emptyServer);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec.replace("history: 30m", "history: 5m"));
});
afterAll(() => stack.stop());
afterEach(() => {
  stack.double!.store.appUrl = "http://localhost:3000/";
});

/** Every place that holds a link: the terminal, the JSON result, the dotenv file, `--dry-run` and `list`. */
async function links(env: Record<string, string> = {}): Promise<string[]> {
  const up = ["up", "a.json", "--key", "links", "--no-sweep"];
  const runs = [
    await stack.run([...up, "--dry-run", "--output", "json"], { env }),
    await stack.run([...up, "--output", "json", "--dotenv", "links.env"], { env }),
    await stack.run(up, { env }),
    await stack.run(["list", "--output", "json"], { env }),
  ];
  for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
  const texts = [...runs.map(({ stdout }) => stdout), readFileSync(join(stack.folder, "links.env"), "utf8")];
  return texts.map((text) => /https?:\/\/[^\s"]+(?=\/d\/)/.exec(text)?.[0] ?? "none");
}

test("every link begins with Grafana's own address, although the program reaches it at another one", async () => {
  stack.double!.store.appUrl = "https://grafana.example.com/team/";
  expect(await links()).toEqual(new Array(5).fill("https://grafana.example.com/team"));
  const { stdout } = await stack.run(["doctor"]);
  expect(stdout).toMatch(/ok +links +links begin with https:\/\/grafana\.example\.com\/team \(Grafana's root_url\)/);
});

test("--grafana-public-url comes before Grafana's own address", async () => {
  stack.double!.store.appUrl = "https://grafana.example.com/";
  const env = { DASHPREVIEW_GRAFANA_PUBLIC_URL: "https://people.example/g/" };
  expect(await links(env)).toEqual(new Array(5).fill("https://people.example/g"));
  expect((await stack.run(["doctor"], { env })).stdout).toContain("https://people.example/g (--grafana-public-url)");
});

test("the address of a fresh installation is not linked: GRAFANA_URL is, and doctor warns", async () => {
  expect(await links()).toEqual(new Array(5).fill(stack.grafanaUrl));
  expect((await stack.run(["doctor"])).stdout).toMatch(/warn +links +.*Grafana's root_url is http:\/\/localhost:3000/);
});

test("an address of Grafana's that holds a password is not linked, and nowhere shown", async () => {
  stack.double!.store.appUrl = "https://me:canary-pw-91@grafana.example.com/";
  expect(await links()).toEqual(new Array(5).fill(stack.grafanaUrl));
  const { stdout, stderr } = await stack.run(["doctor"]);
  expect(stdout + stderr).not.toContain("canary-pw-91");
});
