import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ReviewHost } from "../../ci/hosts/host.ts";
import { CiError } from "../../errors.ts";
import { makePicture } from "../../present/picture-set.ts";
import { createRedactor } from "../../secrets/redactor.ts";
import { createOutputFiles } from "../output/output-files.ts";
import { type PicturesRun, placePictures } from "./publish-pictures.ts";

type Args = Parameters<typeof placePictures>;

const picture = makePicture({ png: Buffer.from("png"), width: 1600, height: 900, alt: "API" });
const drawn = {
  data: { version: 1, generator: "test", title: "API", untrusted: false, dashboards: [] },
  template: '<script type="application/json" id="dashpreview-data"></script>',
  pictures: { overview: [picture], panels: [] },
} as unknown as Args[0];

async function place(request: Partial<PicturesRun["request"]>, publish?: () => Promise<unknown>, cwd = tmpdir()) {
  const said: string[] = [];
  const files = createOutputFiles(createRedactor({ secrets: [], pairs: [] }));
  const err = { colours: false, write: (text: string) => said.push(text) };
  const run = {
    request: { comment: "auto", commentPictures: "auto", ...request },
    review: { number: 12 },
    host: publish === undefined ? undefined : ({ pictures: { publish } } as unknown as ReviewHost),
    key: "pr-12",
    order: 1,
  } as PicturesRun;
  const placed = await placePictures(drawn, run, { cwd, files, err } as unknown as Args[2]);
  return { placed, said: said.join("") };
}

const refused = () => Promise.reject(new CiError("GitHub: storing pictures: HTTP 403", { code: "forbidden" }));

test("placePictures gives the comment the addresses that the host gave", async () => {
  const addresses = new Map([[picture.name, "https://host.example/x.png"]]);
  const settled: boolean[] = [];
  const settle = async (stands: boolean) => void settled.push(stands);
  const { placed, said } = await place({}, async () => ({ addresses, problems: [], settle }));
  expect(placed.shown?.overview).toEqual([{ url: "https://host.example/x.png", width: 1600, alt: "API" }]);
  await placed.settle(true);
  expect([settled, said]).toEqual([[true], ""]);
});

test("placePictures never fails for a host that refuses: a note, and a warning where pictures were asked for", async () => {
  const { placed, said } = await place({}, refused);
  expect(placed.shown).toBeUndefined();
  expect(said).toBe("note: no pictures in the comment: GitHub: storing pictures: HTTP 403\n");
  expect((await place({ commentPictures: "on" }, refused)).said).toMatch(/^warning: no pictures in the comment/);
});

test("placePictures writes page and pictures into a folder, and links to its address or names it", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "test-"));
  const named = await place({ publishDir: "a/b" }, undefined, cwd);
  expect(readdirSync(join(cwd, "a/b")).sort()).toEqual([picture.name, "report-pr-12.html"].sort());
  expect(named.placed.note).toContain("report-pr-12.html");
  expect(named.placed.note).toContain(`- \`${picture.name}\`: API`);
  expect(named.placed.folder).toBe(join(cwd, "a/b"));
  const linked = await place({ publishDir: "c", picturesUrl: "https://pages.example/c/" }, refused, cwd);
  expect(linked.placed.shown).toMatchObject({
    overview: [{ url: `https://pages.example/c/${picture.name}` }],
    pageUrl: "https://pages.example/c/report-pr-12.html",
  });
  expect(linked.placed.folder).toBe(join(cwd, "c"));
  expect(linked.said).toBe("");
});

test("placePictures warns where the folder cannot be made", async () => {
  const cwd = mkdtempSync(join(tmpdir(), "test-"));
  writeFileSync(join(cwd, "file"), "");
  const { placed, said } = await place({ publishDir: "file/below" }, undefined, cwd);
  expect(said).toMatch(/^warning: --publish-dir file\/below: no such folder can be made \(E\w+\): .+\n$/);
  expect(placed.note).toBeUndefined();
  expect(placed.folder).toBeUndefined();
});
