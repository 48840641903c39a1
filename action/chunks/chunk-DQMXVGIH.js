import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  Courses,
  createSource
} from "./chunk-YJEH4LXZ.js";

// src/generator/sampling/sharing-sources.ts
function createSharingSources(definitions, { seed, grid }) {
  const courses = new Courses(grid);
  return definitions.map((definition) => createSource(definition, { seed, grid, courses }));
}

export {
  createSharingSources
};
