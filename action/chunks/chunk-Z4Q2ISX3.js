import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/json/read.ts
function asObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : void 0;
}
function asArray(value) {
  return Array.isArray(value) ? value : [];
}
function field(value, ...path) {
  let found = value;
  for (const name of path) {
    const object = asObject(found);
    if (object === void 0 || !Object.hasOwn(object, name)) return void 0;
    found = object[name];
  }
  return found;
}
function textField(value, ...path) {
  const found = field(value, ...path);
  return typeof found === "string" ? found : void 0;
}
function numberField(value, ...path) {
  const found = field(value, ...path);
  return typeof found === "number" && Number.isFinite(found) ? found : void 0;
}
function textList(value) {
  return asArray(value).filter((item) => typeof item === "string");
}

export {
  asObject,
  asArray,
  field,
  textField,
  numberField,
  textList
};
