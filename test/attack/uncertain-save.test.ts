import type { ChildProcess } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { previewUid, sourceId } from "../../src/identity/preview-identity.ts";
import { defined } from "../../src/json/defined.ts";
import type { Fault } from "../servers/grafana-faults.ts";
import { type DeletionStack, startDeletionStack } from "./deletion-stack.ts";

let stack: DeletionStack;
beforeAll(async () => {
  stack = await startDeletionStack();
});
afterEach(() => stack.grafana.heal());
afterAll(() => stack.stop());

/** What `--output json` says of a run that ended with an error. */
interface Failed {
  error: {
    code: string;
    message: string;
    key?: string;
    revision?: string;
    seriesKept?: boolean;
    dashboards?: { source: string; uid: string; saved: string }[];
  };
}
const collection = /\/namespaces\/default\/dashboards$/;
const one = /\/namespaces\/default\/dashboards\/dp-/;
const up = (key: string, files: readonly string[], onStart?: (child: ChildProcess) => void) =>
  stack.run(["up", ...files, "--key", key, "--output", "json", "--no-sweep"], defined({ onStart }));
const revisionsOf = async (key: string) =>
  [...(await stack.series()).keys()].filter((value) => value.includes(`.${key}.`)).map((value) => value.split(".")[2]!);

const readBacks: readonly (readonly [name: string, answer: Fault])[] = [
  ["404 in Grafana's own words", { status: 404, body: "own" }],
  ["404 and a page", { status: 404, body: "<h1>not found</h1>" }],
  ["401", { status: 401, body: { message: "Invalid API key" } }],
  ["302", { status: 302, body: "", headers: { location: "https://login.example/" } }],
  ["a login page", { status: 200, body: "<html>sign in</html>" }],
  ["half an answer", { status: 200, body: '{"kind":"Dashboard","metadata":{"na' }],
];

test.for(readBacks)(
  "a dashboard that was saved and reads back as %s keeps its series, and the run says so",
  async ([name, answer]) => {
    const key = `r-${readBacks.findIndex(([other]) => other === name)}`;
    const body =
      answer.body === "own" ? notFound(previewUid({ project: stack.project, key }, sourceId("a"))) : answer.body;
    // Read twice before it is saved: whether it is in the way, and what it replaces.
    stack.grafana.fail({ method: "GET", path: one, after: 2, times: 100, ...answer, body });
    const { code, stderr, json } = await up(key, ["a.json"]);
    expect(code).toBe(3);
    const { error } = json<Failed>();
    expect(error).toMatchObject({
      code: "save-uncertain",
      key,
      seriesKept: true,
      dashboards: [{ source: "a.json", saved: "unknown" }],
    });
    expect(stderr).toContain("0 of 1 dashboards were saved, and 1 may have been");
    // It was: what it shows is there.
    const stored = stack.grafana.dashboards().find(({ uid }) => uid === error.dashboards![0]!.uid)!;
    expect(stored.model["tags"]).toContain(`dp-rev:${error.revision}`);
    expect(await revisionsOf(key)).toEqual([error.revision]);
  },
);

test("a preview that stands keeps both revisions when nobody knows which one it shows, and later runs find them", async () => {
  const first = await stack.up("q-1", ["a.json"]);
  stack.grafana.fail({
    method: "GET",
    path: one,
    after: 3,
    times: 100,
    status: 401,
    body: { message: "Invalid API key" },
  });
  const { code, json } = await up("q-1", ["a.json"]);
  stack.grafana.heal();
  expect(code).toBe(3);
  const { error } = json<Failed>();
  expect(await revisionsOf("q-1")).toEqual([first.revision, error.revision].sort());
  const { revision } = await stack.up("q-1", ["a.json"]);
  expect(await revisionsOf("q-1")).not.toContain(error.revision);
  expect((await stack.run(["cleanup", "--orphan-age", "0s"])).code).toBe(0);
  expect(await revisionsOf("q-1")).toEqual([revision]);
});

test.for<readonly [string, Fault]>([
  ["a proxy's 404 after Grafana took it", { action: "do-then-answer", status: 404, body: "<h1>404</h1>" }],
  ["a redirect after Grafana took it", { action: "do-then-answer", status: 302, body: "" }],
  ["a cut connection every time", { action: "drop", times: 10 }],
])("a save that was answered by %s is not undone", async ([, fault]) => {
  const key = `s-${fault.action}-${fault.status ?? 0}`;
  stack.grafana.fail({ method: "POST", path: collection, ...fault });
  stack.grafana.fail({ method: "GET", path: one, after: 2, times: 100, status: 502, body: "bad gateway" });
  const { code, json } = await up(key, ["a.json"]);
  expect(code).toBe(3);
  const { error } = json<Failed>();
  expect(error).toMatchObject({ seriesKept: true, dashboards: [{ saved: "unknown" }] });
  expect(await revisionsOf(key)).toEqual([error.revision]);
});

test.for<readonly [string, Fault]>([
  ["403", { status: 403, body: { kind: "Status", status: "Failure", code: 403 } }],
  ["400", { status: 400, body: { message: "dashboard tag too long" } }],
])("a save that Grafana itself refuses with %s is undone: nothing is left", async ([, fault]) => {
  const key = `t-${fault.status}`;
  stack.grafana.fail({ method: "POST", path: collection, ...fault });
  const { code, stderr, json } = await up(key, ["a.json"]);
  expect(code).toBe(3);
  expect(json<Failed>().error).not.toHaveProperty("dashboards");
  expect(stderr).toContain("deleted the series of this run");
  expect(await revisionsOf(key)).toEqual([]);
});

test("the second of three dashboards is refused: the first one keeps its series, and the error says which is which", async () => {
  stack.grafana.fail({
    method: "POST",
    path: collection,
    after: 1,
    status: 422,
    body: { message: "spec is invalid", code: 422 },
  });
  const { code, stderr, json } = await up("u-1", ["a.json", "b.json", "c.json"]);
  expect(code).toBe(3);
  const { error } = json<Failed>();
  expect(error.dashboards!.map(({ saved }) => saved).sort()).toEqual(["no", "no", "yes"]);
  expect(stderr).toContain("1 of 3 dashboards were saved;");
  expect(await revisionsOf("u-1")).toEqual([error.revision]);
});

test.for([
  // Interrupted before the server did anything with the second one, and after it had stored it but not yet answered.
  { stored: false, said: "1 of 3 dashboards were saved, and 1 may have been" },
  { stored: true, said: "2 of 3 dashboards were saved;" },
])(
  "SIGINT while the second of three is saved (stored: $stored) says how many really stand",
  async ({ stored, said }) => {
    const key = stored ? "v-1" : "v-2";
    let child: ChildProcess | undefined;
    const interrupt = () => void child!.kill("SIGINT");
    if (stored) {
      // The read-back of the second: two reads of each of three before, and one read-back.
      stack.grafana.fail({ method: "POST", path: collection, after: 1, action: "pass" });
      const saved = () =>
        stack.grafana.dashboards().filter(({ model }) => String(model["title"]).startsWith(`[${key}]`)).length;
      const wait = async () => {
        while (saved() < 2) await new Promise((done) => setTimeout(done, 5));
        interrupt();
        await new Promise((done) => setTimeout(done, 500));
      };
      stack.grafana.fail({ method: "GET", path: one, after: 6, action: "pass", run: wait });
    } else {
      const hold = async () => {
        interrupt();
        await new Promise((done) => setTimeout(done, 3000));
      };
      stack.grafana.fail({ method: "POST", path: collection, after: 1, action: "drop", run: hold });
    }
    const { code, stderr, json } = await up(key, ["a.json", "b.json", "c.json"], (started) => {
      child = started;
    });
    expect(code, stderr).toBe(130);
    expect(stderr).toContain(said);
    const { error } = json<Failed>();
    expect(error).toMatchObject({ code: "interrupted", seriesKept: true });
    expect(error.dashboards!.filter(({ saved }) => saved === "yes")).toHaveLength(stored ? 2 : 1);
    expect(await revisionsOf(key)).toEqual([error.revision]);
  },
);

test("an earlier run that saved a dashboard before a later one overtook it leaves what that dashboard shows to the later run", async () => {
  const first = await stack.up("w-1", ["a.json", "b.json"]);
  const [low, high] = first.dashboards.map(({ uid }) => uid).sort();
  const stand = (uid: string) => stack.grafana.store.dashboards.get(uid)!;
  // A later run is known by its order.
  const { decodeManifest, encodeManifest } = await import("../../src/grafana/marks/manifest.ts");
  const { readManifestText, writeMarks } = await import("../../src/grafana/marks/marks.ts");
  const model = stand(high!).model;
  const manifest = decodeManifest(readManifestText(model, "classic")!)!;
  const later = encodeManifest({ ...manifest, revision: "zzzzzzzz", order: Date.now() + 60_000 }).text;
  const tags = (model["tags"] as string[]).map((tag) => (tag.startsWith("dp-rev:") ? "dp-rev:zzzzzzzz" : tag));
  // Our run has looked for later ones, and saves the first dashboard: only then does the later run save the second.
  const plant = () =>
    void stack.grafana.plant({
      uid: high!,
      model: writeMarks(model, "classic", { tags, manifest: later }),
      folderUid: "dashpreview",
    });
  stack.grafana.fail({ method: "PUT", path: low!, action: "pass", run: plant });
  const { code, stderr, json } = await up("w-1", ["a.json", "b.json"]);
  expect(code, stderr).toBe(0);
  const { state, revision } = json<{ state: string; revision: string }>();
  expect(state).toBe("superseded");
  expect(stand(low!).model["tags"]).toContain(`dp-rev:${revision}`);
  expect(stderr).toContain(`${low} may still show them`);
  expect(await revisionsOf("w-1")).toContain(revision);
});

/** There is no such dashboard, in Kubernetes' words of exactly this one. */
function notFound(uid: string): unknown {
  return {
    kind: "Status",
    status: "Failure",
    reason: "NotFound",
    message: `"${uid}" not found`,
    details: { name: uid },
    code: 404,
  };
}
