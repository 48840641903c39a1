import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  findSecrets
} from "./chunk-KAI2TVF5.js";
import "./chunk-DNV2PKG7.js";
import {
  createRedactor
} from "./chunk-DZGUTROI.js";
import "./chunk-I2SEJ6BX.js";
import "./chunk-RZGYXAJU.js";

// src/cli/guard-secrets.ts
function guardSecrets(sources) {
  const { secrets, pairs, variables, tooShort } = findSecrets(sources);
  const shown = sources.env["CI"] === "true" ? tooShort : [];
  const notes = shown.map(
    (name) => `${name} is shorter than 6 characters: it is not hidden where a server repeats it; use a longer one`
  );
  return { redactor: createRedactor({ secrets, pairs }), variables, notes };
}
export {
  guardSecrets
};
