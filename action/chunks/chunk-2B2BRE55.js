import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/dashboard/terraform/load-hcl.ts
function isHcl(file) {
  return /\.(?:tf|tofu)$/i.test(file);
}
var loaded;
async function loadHcl() {
  const { hclLanguage } = await import("./dist-WEMVUBFW.js");
  loaded ??= hclLanguage.parser.configure({ strict: true });
}
function hclGrammar() {
  if (loaded === void 0) throw new Error("hclGrammar: loadHcl was not called");
  return loaded;
}

export {
  isHcl,
  loadHcl,
  hclGrammar
};
