import { expect, test } from "vitest";
import { makePicture, type PanelPictures, type Picture } from "../../present/picture-set.ts";
import { choosePictures, withAddresses } from "./choose-pictures.ts";

let count = 0;
const picture = (bytes = 8, alt = ""): Picture => {
  const png = Buffer.alloc(bytes);
  png.writeUInt32BE(++count);
  return makePicture({ png, width: 10, height: 10, alt });
};
const panel = (title: string, over: Partial<PanelPictures> = {}): PanelPictures => ({
  ...{ title, dashboard: "API", change: "changed", before: picture(), after: picture() },
  ...over,
});
const addressesOf = (pictures: readonly Picture[]) => new Map(pictures.map(({ name }) => [name, `https://x/${name}`]));

test("choosePictures takes overviews and changed panels, and counts unchanged ones that look different", () => {
  const overview = [picture()];
  const panels = [
    panel("Rate"),
    panel("Same", { change: "unchanged", differencePercent: 0 }),
    panel("Moved", { change: "unchanged", differencePercent: 2 }),
  ];
  const chosen = choosePictures({ overview, panels });
  expect(chosen.panels.map(({ title }) => title)).toEqual(["Rate"]);
  expect([chosen.pictures.length, chosen.more, chosen.moved]).toEqual([3, 0, 1]);
});

test("choosePictures takes twenty panels and ten dashboards, and stores one picture once", () => {
  const panels = Array.from({ length: 25 }, (_, index) => panel(`${index}`));
  const chosen = choosePictures({ overview: Array.from({ length: 12 }, () => picture()), panels });
  expect([chosen.overview.length, chosen.panels.length, chosen.more, chosen.pictures.length]).toEqual([10, 20, 5, 50]);
  const one = picture();
  expect(choosePictures({ overview: [one], panels: [panel("A", { before: one, after: one })] }).pictures).toEqual([
    one,
  ]);
});

test("choosePictures leaves out a picture of more than 10 MB, and what exceeds 40 MB together, with its other half", () => {
  const large = panel("Large", { after: picture(10_000_001) });
  const nines = Array.from({ length: 5 }, (_, index) => panel(`${index}`, { before: picture(), after: picture(9e6) }));
  const chosen = choosePictures({ overview: [picture(10_000_001)], panels: [large, ...nines] });
  expect(chosen.overview).toEqual([]);
  expect(chosen.panels.map(({ title }) => title)).toEqual(["0", "1", "2", "3"]);
  expect([chosen.pictures.length, chosen.more]).toEqual([8, 2]);
});

test("withAddresses counts a panel of which one picture was not stored", () => {
  const [whole, half] = [panel("Whole"), panel("Half")];
  const chosen = choosePictures({ overview: [], panels: [whole, half, panel("None", { change: "added" })] });
  const stored = chosen.pictures.filter((one) => one !== half.after);
  const shown = withAddresses(chosen, addressesOf(stored), "https://x/report.html");
  expect(shown.panels.map(({ title }) => title)).toEqual(["Whole", "None"]);
  expect([shown.more, shown.pageUrl]).toEqual([1, "https://x/report.html"]);
  expect(shown.panels[0]!.after!.url).toBe(`https://x/${whole.after!.name}`);
});

test("choosePictures puts the scenarios of a panel after each other, and each picture keeps its place", () => {
  const at = (scenario: string, group: string) => ({ in: { scenario, title: "API", group } });
  const panels = [
    panel("Rate", at("healthy", "1")),
    panel("Load", at("healthy", "2")),
    panel("Rate", at("incident", "1")),
    panel("Load", at("incident", "2")),
  ];
  const chosen = choosePictures({ overview: [{ ...picture(), ...at("healthy", "0") }], panels });
  const shown = (all: readonly Pick<PanelPictures, "title" | "in">[]) =>
    all.map(({ title, in: place }) => [title, place?.scenario]);
  const expected = [
    ["Rate", "healthy"],
    ["Rate", "incident"],
    ["Load", "healthy"],
    ["Load", "incident"],
  ];
  expect(shown(chosen.panels)).toEqual(expected);
  const addressed = withAddresses(chosen, addressesOf(chosen.pictures));
  expect(shown(addressed.panels)).toEqual(expected);
  expect(addressed.overview.map((one) => one.in?.scenario)).toEqual(["healthy"]);
});
