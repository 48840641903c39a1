import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  require_dist
} from "./chunk-MWDUPVNI.js";
import {
  __toESM
} from "./chunk-RZGYXAJU.js";

// src/json/yaml-nesting.ts
var import_yaml = __toESM(require_dist(), 1);
function findNesting(text, { depth, aliases: maxAliases, tokens = Number.POSITIVE_INFINITY }) {
  let offset = 0;
  let flowDepth = 0;
  let indicators = 0;
  let aliases = 0;
  let seen = 0;
  for (const token of new import_yaml.Lexer().lex(text)) {
    const first = token[0];
    if (token === "[" || token === "{") flowDepth++;
    else if (token === "]" || token === "}") flowDepth = Math.max(0, flowDepth - 1);
    else if (flowDepth === 0 && (token === "-" || token === "?" || token === ":")) indicators++;
    else if (token === "\n" || token === "\r\n") indicators = 0;
    else if (first === "*") aliases++;
    if (flowDepth > depth || indicators > depth) return { offset, message: tooDeep(depth) };
    if (aliases > maxAliases) return { offset, message: `more than ${maxAliases} aliases` };
    if (++seen > tokens) return { offset, message: `more than ${tokens} parts` };
    if (first !== "" && first !== "" && first !== "") offset += token.length;
  }
  return void 0;
}
function tooDeep(depth) {
  return `nested deeper than ${depth} levels`;
}

export {
  findNesting,
  tooDeep
};
