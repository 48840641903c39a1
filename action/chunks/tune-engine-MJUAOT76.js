import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  tuneFor,
  tuneStart
} from "./chunk-M45G6H3P.js";
import "./chunk-RZGYXAJU.js";
export {
  tuneFor,
  tuneStart
};
