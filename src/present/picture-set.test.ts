import { expect, test } from "vitest";
import { makePicture, pictureNamePattern, picturesOf } from "./picture-set.ts";

const picture = (text: string) => makePicture({ png: Buffer.from(text), width: 2, height: 1, alt: text });

test("makePicture names the same content the same, and other content otherwise", () => {
  expect(picture("a").name).toBe(picture("a").name);
  expect(picture("a").name).not.toBe(picture("b").name);
  // sha256sum of "a", begun.
  expect(picture("a").name).toBe("ca978112ca1bbdcafac231b3.png");
  expect(picture("a").name).toMatch(pictureNamePattern);
});

test("picturesOf lists each picture once", () => {
  const [one, two] = [picture("a"), picture("b")];
  const panel = { title: "", dashboard: "", change: "changed" } as const;
  const set = { overview: [one], panels: [{ ...panel, before: one, after: two }, panel] };
  expect(picturesOf(set).map(({ alt }) => alt)).toEqual(["a", "b"]);
});
