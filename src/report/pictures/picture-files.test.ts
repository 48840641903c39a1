import { expect, test } from "vitest";
import type { PageData, PagePanel } from "../page-data.ts";
import { pictureFiles } from "./picture-files.ts";
import type { TakenPanel, TakenPictures } from "./take-pictures.ts";

const picture = { name: "x.png", png: Buffer.from("abc"), width: 10, height: 5, alt: "A" };
const taken = (title: string, rest: Partial<PagePanel> = {}, more: Partial<TakenPanel> = {}): TakenPanel => ({
  ...{ title, dashboard: "D", change: "unchanged", difference: "unknown", index: 0, after: picture },
  panel: { key: "p3-0", id: 3, title, type: "stat", ...rest } as PagePanel,
  ...more,
});
const set = (...panels: TakenPanel[]): TakenPictures => ({
  ...{ overview: [{ ...picture, dashboard: 0 }], panels, leftOut: 0, failures: [] },
});
const data = { dashboards: [{ title: "D", source: "boards/Web.yaml#cpu.json" }] } as unknown as PageData;
const names = (sets: [theme: "light" | "dark", set: TakenPictures][], naming: "titles" | "ids") =>
  pictureFiles(new Map(sets), data, { naming }).map(({ name }) => name);

test("files are named by the dashboard's file and the panel's title, in letters that links can have", () => {
  const panels = [taken("Größe / Tag"), taken("größe tag"), taken("日本"), taken("../../etc/passwd"), taken("")];
  expect(names([["dark", set(...panels)]], "titles")).toEqual([
    "cpu.png",
    "cpu--gro-e-tag.png",
    "cpu--gro-e-tag-2.png",
    "cpu--stat.png",
    "cpu--etc-passwd.png",
    "cpu--stat-2.png",
  ]);
});

test("with ids, names stay when titles change, copies have their values, and what was before is left out", () => {
  const changed = { change: "changed", difference: "changed", before: picture } as const;
  const panels = [taken("A", {}, changed), taken("B", { key: "p4-1/pod=web-1", id: 4 })];
  const both: ["light" | "dark", TakenPictures][] = [
    ["dark", set(...panels)],
    ["light", set(...panels)],
  ];
  expect(names(both, "ids")).toEqual([
    "cpu.png",
    "cpu--3.png",
    "cpu--4-pod-web-1.png",
    "cpu-light.png",
    "cpu--3-light.png",
    "cpu--4-pod-web-1-light.png",
  ]);
});

test("the index says what a picture is of, what changed, and the digest of the file", () => {
  const changed = { change: "changed", difference: "changed", before: picture, differencePercent: 1.5 } as const;
  const files = pictureFiles(new Map([["dark", set(taken("A", {}, changed))]]), data, { naming: "titles" });
  expect(files.map(({ name }) => name)).toEqual(["cpu.png", "cpu--a-before.png", "cpu--a-after.png"]);
  expect(files[2]!.entry).toEqual({
    ...{ file: "cpu--a-after.png", kind: "panel", dashboard: "D", source: "boards/Web.yaml#cpu.json", side: "after" },
    ...{ panel: { id: 3, title: "A", type: "stat" }, change: "changed", difference: "changed", differencePercent: 1.5 },
    ...{ theme: "dark", width: 10, height: 5, alt: "A" },
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  });
});

test("the files of several scenarios of a dashboard have their names, and the index too", () => {
  const dashboards = ["healthy", "incident"].map((scenario) => ({
    ...{ title: `D · ${scenario}`, source: "boards/cpu.json", scenario },
  }));
  const both = {
    ...set(taken("A"), taken("A", {}, { index: 1 })),
    overview: [0, 1].map((dashboard) => ({ ...picture, dashboard })),
  };
  const files = (naming: "titles" | "ids") =>
    pictureFiles(new Map([["dark", both]]), { dashboards } as unknown as PageData, { naming });
  expect(files("titles").map(({ name, entry }) => [name, entry.scenario])).toEqual([
    ["cpu-healthy.png", "healthy"],
    ["cpu-incident.png", "incident"],
    ["cpu-healthy--a.png", "healthy"],
    ["cpu-incident--a.png", "incident"],
  ]);
  expect(files("ids").map(({ name }) => name)).toEqual([
    ...["cpu-healthy.png", "cpu-incident.png", "cpu-healthy--3.png", "cpu-incident--3.png"],
  ]);
});
