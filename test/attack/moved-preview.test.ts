import { afterAll, beforeAll, expect, test } from "vitest";
import { startSlowClock } from "../ci/slow-clock.ts";
import { put } from "../servers/grafana-store.ts";
import { type CleanupJson, type DeletionStack, startDeletionStack } from "./deletion-stack.ts";

let stack: DeletionStack;
beforeAll(async () => {
  stack = await startDeletionStack();
});
afterAll(() => stack.stop());

/** As a person does it in Grafana. */
function move(uid: string, folderUid: string): void {
  const { store, dashboards } = stack.grafana;
  store.folders.set("team-a", { uid: "team-a", title: "Team A", id: 4711, created: store.now() });
  const { kind, storedVersion, model } = dashboards().find((one) => one.uid === uid)!;
  put(store, {
    uid,
    kind,
    storedVersion,
    model,
    folderUid,
    caller: { id: 1, name: "ada", uid: "user:1", role: "Editor" },
  });
}
const stands = (uid: string) => stack.grafana.dashboards().some((one) => one.uid === uid);
const list = async () =>
  (await stack.run(["list", "--output", "json"])).json<{
    previews: { uid: string; movedTo?: string; state: string }[];
    leftAlone: unknown[];
  }>();
const cleanup = async (...args: string[]) =>
  (await stack.run(["cleanup", "--output", "json", ...args])).json<CleanupJson>();
/** A preview that was made by a Grafana whose clock was three hours behind: its hour is over. */
async function expired(key: string): Promise<{ uid: string; value: string }> {
  const slow = await startSlowClock(stack.grafana.url, 3 * 3_600_000);
  const args = ["up", "a.json", "--key", key, "--ttl", "1h", "--no-sweep", "--output", "json"];
  const { code, stderr, json } = await stack.run(args, { grafanaUrl: slow.url });
  await slow.stop();
  expect(code, stderr).toBe(0);
  const { revision, dashboards } = json<{ revision: string; dashboards: { uid: string }[] }>();
  return { uid: dashboards[0]!.uid, value: `${stack.project}.${key}.${revision}` };
}

test("a moved preview is listed with its place, stays while it lives, and goes with its series when its time is over", async () => {
  const { uid, value } = await expired("m-1");
  const living = (await stack.up("m-2", ["b.json"])).dashboards[0]!.uid;
  move(uid, "");
  move(living, "team-a");
  expect((await list()).previews).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ uid, movedTo: "", state: "expired" }),
      expect.objectContaining({ uid: living, movedTo: "team-a", state: "live" }),
    ]),
  );
  const cleaned = await cleanup();
  expect(cleaned.deleted.map((one) => one.uid)).toEqual([uid]);
  expect(cleaned.series).toEqual([value]);
  // Moved on purpose, and not over: neither its review's end nor "all" takes it.
  for (const args of [["--key", "m-2"], ["--all"]]) {
    const asked = await cleanup(...args);
    expect(asked.deleted).toEqual([]);
    expect(asked.stays).toEqual(expect.arrayContaining([expect.objectContaining({ key: "m-2", movedTo: "team-a" })]));
  }
  expect([stands(uid), stands(living)]).toEqual([false, true]);
  expect(stack.grafana.dashboards().find((one) => one.uid === living)!.folderUid).toBe("team-a");
});

test("up does not overwrite a preview that was moved, and says where it is and what to do", async () => {
  const { uid } = (await stack.up("m-up", ["a.json"])).dashboards[0]!;
  move(uid, "team-a");
  const { code, stderr } = await stack.run(["up", "a.json", "--key", "m-up", "--no-sweep"]);
  expect(code).toBe(3);
  expect(stderr).toContain(
    `dashboard ${uid} ("[m-up] A") is a preview that somebody moved to the folder team-a, and it is left alone there until it expires. Move it back`,
  );
  expect(stack.grafana.dashboards().find((one) => one.uid === uid)!.folderUid).toBe("team-a");
});

test("a moved dashboard whose marks do not all fit is left alone for ever: a copy, one without a manifest, one of another owner", async () => {
  const { uid } = await expired("m-odd");
  const { model } = stack.grafana.dashboards().find((one) => one.uid === uid)!;
  stack.grafana.plant({ uid: "copied", model, folderUid: "team-a" });
  stack.grafana.plant({ uid, model: { ...model, templating: { list: [] } }, folderUid: "team-a" });
  const { deleted } = await cleanup();
  expect(deleted).toEqual([]);
  expect([stands("copied"), stands(uid)]).toEqual([true, true]);
  expect((await list()).leftAlone).toEqual(
    expect.arrayContaining([expect.objectContaining({ uid: "copied" }), expect.objectContaining({ uid })]),
  );
});
