import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, dashboard, noLeadIn, type Stack, smallSpec, startStack } from "../e2e/stack.ts";
import { runInProcess } from "./in-process.ts";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({}, noLeadIn);
  stack.write("a.json", dashboard("A", ["queue_length"]));
  stack.write("dashpreview.yaml", smallSpec);
});
afterAll(() => stack.stop());

const run = (...args: string[]) => runInProcess(args, { cwd: stack.folder, env: stack.env });

interface Preview {
  readonly uid: string;
  readonly revision: string;
}

async function up(key: string): Promise<Preview> {
  const { code, stdout, stderr } = await run("up", "a.json", "--key", key, "--no-sweep", "--output", "json");
  expect(code, stderr).toBe(0);
  const { revision, dashboards } = JSON.parse(stdout) as { revision: string; dashboards: { uid: string }[] };
  return { uid: dashboards[0]!.uid, revision };
}

const stored = (uid: string) => stack.double!.dashboards().find((one) => one.uid === uid);
const samplesOf = (key: string, { revision }: Preview) =>
  ask(
    stack.prometheusUrl,
    `sum(count_over_time({__name__=~".+",dashpreview="${stack.project}.${key}.${revision}"}[2h]))`,
  );

/** Tags with some of them replaced, by how they begin. */
function withTags(uid: string, change: Readonly<Record<string, string | undefined>>) {
  const { model } = stored(uid)!;
  const tags = (model["tags"] as string[]).flatMap((tag) => {
    const name = Object.keys(change).find((prefix) => tag.startsWith(prefix));
    return name === undefined ? [tag] : (change[name] ?? []);
  });
  return { ...model, tags };
}

/**
 * What somebody who may save dashboards does to the preview of a review, to have it or something else deleted or shown
 * in its place.
 */
const takeovers: readonly [name: string, attack: (preview: Preview) => string][] = [
  ["a copy of a preview under another uid", ({ uid }) => plant({ uid: "copied", model: stored(uid)!.model })],
  [
    "a preview whose tags name another project",
    ({ uid }) => plant({ uid, model: withTags(uid, { "dp-key:": "dp-key:aaaaaaaa.pr-1" }) }),
  ],
  [
    "a preview whose tags name another source",
    ({ uid }) => plant({ uid, model: withTags(uid, { "dp-src:": "dp-src:aaaaaaaaaaaaaaaa" }) }),
  ],
  [
    "a preview with two revisions in its tags",
    ({ uid }) =>
      plant({
        uid,
        model: { ...stored(uid)!.model, tags: [...(stored(uid)!.model["tags"] as string[]), "dp-rev:aaaaaaaa"] },
      }),
  ],
  [
    "a preview without the tag that says that it is one",
    ({ uid }) => plant({ uid, model: withTags(uid, { dashpreview: undefined }) }),
  ],
  [
    "somebody's own dashboard under the uid of a preview",
    ({ uid }) => plant({ uid, model: { title: "Mine", tags: [], panels: [] } }),
  ],
  [
    "somebody's own dashboard with the tags of a preview that has expired",
    ({ uid }) =>
      plant({
        uid: "victim",
        model: {
          title: "Victim",
          panels: [],
          tags: withTags(uid, { "dp-expires:": "dp-expires:2020-01-01T00:00Z" }).tags,
        },
      }),
  ],
];

function plant({ uid, model }: { uid: string; model: Record<string, unknown> }): string {
  stack.double!.plant({ uid, model, folderUid: "dashpreview" });
  return uid;
}

test.for(takeovers)(
  "%s is neither overwritten nor deleted by any command, and is listed with the reason",
  async ([, attack]) => {
    if (stack.double === undefined) return;
    const key = `take-${takeovers.findIndex(([, one]) => one === attack)}`;
    const preview = await up(key);
    const uid = attack(preview);
    const before = JSON.stringify(stored(uid));
    const again = await run("up", "a.json", "--key", key, "--no-sweep");
    // The uid of the preview is taken: up stops. A dashboard elsewhere is in nobody's way.
    expect(again.code, again.stderr).toBe(uid === preview.uid ? 3 : 0);
    const sweep = await run("cleanup", "--key", key);
    expect([0, 3], sweep.stderr).toContain(sweep.code);
    expect(sweep.stderr).not.toContain("bug:");
    expect(JSON.stringify(stored(uid))).toBe(before);
    const { stdout } = await run("list", "--all-projects", "--output", "json");
    const { leftAlone } = JSON.parse(stdout) as { leftAlone: { uid: string; reason: string }[] };
    expect(leftAlone.filter((one) => one.uid === uid)).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/\w/) as string }),
    ]);
    stack.double.store.dashboards.delete(uid);
  },
);

test("a preview of another project with the same key is not touched, whatever its series are called", async () => {
  if (stack.double === undefined) return;
  const ours = await up("shared");
  const others = { ...stack.env, DASHPREVIEW_PROJECT: "aaaaaaaa" };
  const foreign = await runInProcess(["up", "a.json", "--key", "shared", "--no-sweep"], {
    cwd: stack.folder,
    env: others,
  });
  expect(foreign.code, foreign.stderr).toBe(0);
  const swept = await runInProcess(["cleanup", "--key", "shared", "--orphan-age", "0s"], {
    cwd: stack.folder,
    env: others,
  });
  expect(swept.code, swept.stderr).toBe(0);
  expect(stored(ours.uid)).toBeDefined();
  expect(await samplesOf("shared", ours)).toBe(4 * 120);
});
