import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  asObject
} from "./chunk-Z4Q2ISX3.js";

// src/json/edit.ts
function cloneJson(value) {
  return copyOf(value);
}
function copyOf(value) {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy = {};
  for (const name of Object.keys(value)) {
    const inner = copyOf(value[name]);
    if (name === "__proto__") setOwn(copy, name, inner);
    else copy[name] = inner;
  }
  return copy;
}
function isDeeperThan(value, limit) {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit + 1) return true;
    level = level.flatMap((one) => typeof one === "object" && one !== null ? Object.values(one) : []);
  }
  return false;
}
function mutableObject(value) {
  return asObject(value);
}
function setOwn(holder, name, value) {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
}
function valueAt(root, path) {
  let found = root;
  for (const step of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return void 0;
    found = found[step];
  }
  return found;
}
function sameJson(one, other) {
  if (Object.is(one, other) || one === other) return true;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => sameJson(item, other[index]));
  }
  const [left, right] = [asObject(one), asObject(other)];
  if (left === void 0 || right === void 0) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && sameJson(left[name], right[name]));
}
function walkTexts(root, visit, enter = () => true) {
  const walk = (value, path) => {
    if (typeof value === "string") visit(value, [...path]);
    else if (typeof value === "object" && value !== null) {
      const names = Array.isArray(value) ? value.keys() : Object.keys(value);
      for (const name of names) {
        if (!enter(name, path)) continue;
        path.push(name);
        walk(value[name], path);
        path.pop();
      }
    }
  };
  walk(root, []);
}

export {
  cloneJson,
  isDeeperThan,
  mutableObject,
  setOwn,
  valueAt,
  sameJson,
  walkTexts
};
