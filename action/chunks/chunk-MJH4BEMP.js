import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  asArray,
  asObject,
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";

// src/dashboard/forms/read-holding.ts
var ways = ["value", "text", "template", "base64", "gzip"];
var maxSteps = 12;
var maxNameChars = 500;
function readHolding(value) {
  const syntax = textField(value, "syntax");
  const carried = ways.find((one) => one === field(value, "carried"));
  const path = asArray(field(value, "path"));
  const place = field(value, "place");
  if (syntax === void 0 || !isName(syntax) || carried === void 0) return void 0;
  if (place !== void 0 && !isName(place)) return void 0;
  if (path.length > maxSteps || !path.every((step) => isName(step) || isIndex(step))) return void 0;
  return {
    syntax,
    place,
    path,
    carried,
    ...defined({ shell: asObject(field(value, "shell")) })
  };
}
function isName(value) {
  return typeof value === "string" && value.length <= maxNameChars && !/[\u0000-\u001f]/.test(value);
}
function isIndex(value) {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 1e5;
}

export {
  readHolding
};
