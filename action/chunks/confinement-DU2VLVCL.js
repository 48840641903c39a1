import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import "./chunk-RZGYXAJU.js";

// src/preview/code/confinement.ts
var nobody = 65534;
function confinementOf(options) {
  const { allowed, uid, runsTypeScript } = options;
  const permission = ["--permission", "--experimental-permission"].find((flag) => allowed.has(flag));
  const network = allowed.has("--allow-net") ? ["--allow-net"] : [];
  const sqlite = allowed.has("--no-experimental-sqlite") ? ["--no-experimental-sqlite"] : [];
  return {
    nodeFlags: permission === void 0 ? [] : [permission, ...network, ...sqlite],
    user: uid === 0 ? { uid: nobody, gid: nobody } : void 0,
    runsTypeScript
  };
}
export {
  confinementOf
};
