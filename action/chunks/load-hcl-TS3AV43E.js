import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  hclGrammar,
  isHcl,
  loadHcl
} from "./chunk-2B2BRE55.js";
import "./chunk-RZGYXAJU.js";
export {
  hclGrammar,
  isHcl,
  loadHcl
};
