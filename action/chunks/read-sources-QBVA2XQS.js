import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readSources,
  sourcesOf
} from "./chunk-JXV6CWRN.js";
import "./chunk-SAFKOMW5.js";
import "./chunk-5WA7UJRV.js";
import "./chunk-JJH2CGNP.js";
import "./chunk-WS2XGLS6.js";
import "./chunk-2B2BRE55.js";
import "./chunk-4P6PP26E.js";
import "./chunk-REFUIXMO.js";
import "./chunk-Z4Q2ISX3.js";
import "./chunk-Z2PCP3ON.js";
import "./chunk-MWDUPVNI.js";
import "./chunk-BLCDFNVZ.js";
import "./chunk-EAIBZLQG.js";
import "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";
export {
  readSources,
  sourcesOf
};
