import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  reportError
} from "./chunk-XXKWSMNC.js";
import "./chunk-PFTXVXQM.js";
import "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";
export {
  reportError
};
