import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  optimizeLate,
  tuneFor,
  tuneStart
} from "./chunk-DERAPTQV.js";
import "./chunk-RZGYXAJU.js";
export {
  optimizeLate,
  tuneFor,
  tuneStart
};
