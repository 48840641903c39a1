import { expect, test } from "vitest";
import { planDrawing, requireFolder } from "./draw-previews.ts";

type Args = Parameters<typeof planDrawing>;

/** A decision, and what is said about it; the only browser is one that does not exist. */
async function plan(request: Partial<Args[0]>, run: Partial<Args[1]> = {}) {
  const said: string[] = [];
  const context = {
    env: {},
    homeFolder: undefined,
    assetsFolders: [],
    err: { colours: false, write: (text: string) => said.push(text) },
  } as unknown as Args[2];
  const asked = { commentPictures: "auto", comment: "auto", dryRun: false, browser: "/nowhere/chromium", ...request };
  const source = { file: "api.json" };
  const reviewed = {
    review: { number: 12, project: "k2m4x7qa", key: "pr-12" },
    host: { pictures: {} },
    untrusted: false,
    inputs: { dashboards: [{ source }] },
    judged: { states: new Map() },
    ...run,
  };
  const drawing = await planDrawing(asked as Args[0], reviewed as unknown as Args[1], context);
  return { drawing, said: said.join("") };
}

test("planDrawing says in one line that there is no browser: a note, and a warning where pictures were asked for", async () => {
  const auto = await plan({});
  expect(auto.drawing).toBeUndefined();
  expect(auto.said).toMatch(/^note: no pictures in the comment: .*\/nowhere\/chromium.*\n$/);
  expect((await plan({ commentPictures: "on" })).said).toMatch(/^warning: no pictures: .*\/nowhere\/chromium.*\n$/);
});

test("planDrawing is quiet where nobody expects pictures", async () => {
  const review = { project: "k2m4x7qa", key: "local-ada" } as Args[1]["review"];
  const quiet = [
    plan({ commentPictures: "off" }),
    plan({ comment: "off" }),
    plan({ dryRun: true }),
    plan({}, { review }),
    plan({}, { host: undefined }),
    plan({}, { host: {} as Args[1]["host"] }),
  ];
  for (const { drawing, said } of await Promise.all(quiet)) expect([drawing, said]).toEqual([undefined, ""]);
});

test("planDrawing opens no browser for untrusted dashboards unless somebody says so", async () => {
  expect((await plan({}, { untrusted: true })).said).toMatch(/dashboards that are not trusted/);
  expect((await plan({ commentPictures: "on" }, { untrusted: true })).said).toMatch(/nowhere/);
});

test("requireFolder wants the folder beside its address", () => {
  expect(() => requireFolder({ picturesUrl: "https://pages.example", publishDir: undefined })).toThrow(/--publish-dir/);
  expect(() => requireFolder({ picturesUrl: undefined, publishDir: "public" })).not.toThrow();
});
