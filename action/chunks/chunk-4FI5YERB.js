import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/present/picture-set.ts
import { createHash } from "node:crypto";
var pictureNamePattern = /^[0-9a-f]{24}\.png$/;
function makePicture(picture) {
  return { ...picture, name: `${createHash("sha256").update(picture.png).digest("hex").slice(0, 24)}.png` };
}
function picturesOf({ overview, panels }) {
  const all = [
    ...overview,
    ...panels.flatMap(({ before, after }) => [before, after].filter((one) => one !== void 0))
  ];
  return [...new Map(all.map((picture) => [picture.name, picture])).values()];
}

export {
  pictureNamePattern,
  makePicture,
  picturesOf
};
