import { afterEach, beforeEach, expect, test } from "vitest";
import { type GrafanaDouble, startGrafanaDouble } from "../../../test/servers/grafana-double.ts";
import { somePreview } from "../../../test/servers/grafana-preview.ts";
import { connectTo } from "../../../test/servers/grafana-target.ts";
import { ensurePreviewFolder } from "../../grafana/dashboards/folder.ts";
import { saveDashboard } from "../../grafana/dashboards/save.ts";
import { nameInUse } from "./name-in-use.ts";

const [present, former, older, stranger] = ["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"];
const review = { project: present!, formerProjects: [former!, older!], key: "pr-12" };

let double: GrafanaDouble;
beforeEach(async () => {
  double = await startGrafanaDouble();
  await ensurePreviewFolder(connectTo(double));
});
afterEach(() => double.stop());

const save = (project: string, key = "pr-12") =>
  saveDashboard(connectTo(double), somePreview({ project, key }), undefined);
const name = async () => nameInUse(connectTo(double), review);

test("nameInUse is the former name while only it has previews of the key, and the present one counts as former", async () => {
  await save(older!);
  expect(await name()).toEqual({ project: older, formerProjects: [present, former], key: "pr-12" });
  await save(former!);
  expect((await name()).project).toBe(former);
});

test("nameInUse is the present name where that has previews, or none has", async () => {
  expect(await name()).toEqual(review);
  await save(former!);
  await save(present!);
  expect(await name()).toEqual(review);
});

test("nameInUse is moved by no other key, no other project and no copy", async () => {
  await save(former!, "pr-13");
  await save(stranger!);
  const copy = { ...somePreview({ project: former! }), uid: `dp-${"a".repeat(20)}` };
  await saveDashboard(connectTo(double), copy, undefined);
  expect(await name()).toEqual(review);
});

test("nameInUse asks nothing where there is no former name", async () => {
  await double.stop();
  expect(await nameInUse(connectTo(double), { project: present!, key: "pr-12" })).toEqual({
    project: present,
    key: "pr-12",
  });
});
