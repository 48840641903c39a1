import { expect, test } from "vitest";
import { CiError } from "../../errors.ts";
import { makePicture } from "../../present/picture-set.ts";
import { uploadEach } from "./upload-each.ts";

const pictures = ["a", "b", "c"].map((alt) => makePicture({ png: Buffer.from(alt), width: 1, height: 1, alt }));
const failing = (fail: string, status?: number) => async (one: { alt: string }) => {
  if (one.alt === fail) throw new CiError(`no ${one.alt}`, { code: "x", ...(status === undefined ? {} : { status }) });
  return one.alt;
};
const taken = async (upload: Parameters<typeof uploadEach<string>>[1]) => {
  const { uploaded, problems } = await uploadEach(pictures, upload);
  return [[...uploaded.values()], problems];
};

test("uploadEach goes on after a picture that is too large", async () => {
  expect(await taken(failing("a", 413))).toEqual([["b", "c"], ["no a"]]);
  expect(await taken(failing("b", 422))).toEqual([["a", "c"], ["no b"]]);
});

test("uploadEach ends where the host fails, and keeps what it took", async () => {
  expect(await taken(failing("b", 503))).toEqual([["a"], ["no b"]]);
  expect(await taken(failing("c"))).toEqual([["a", "b"], ["no c"]]);
});

test("uploadEach throws where the host takes nothing, or something is wrong here", async () => {
  await expect(uploadEach(pictures, failing("a", 403))).rejects.toThrow("no a");
  await expect(uploadEach(pictures, () => Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
});
