// The JSON Schema of a data spec as code: compiled at build time, for a program that starts to compile it takes longer
// than to read what it is asked to.
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";

/** As src/data-spec/source/schema-errors.ts needs them. */
const options = {
  verbose: true,
  ownProperties: true,
  strict: true,
  allowUnionTypes: true,
  // Calls in place of copies: the code is smaller and no slower.
  inlineRefs: false,
  code: { source: true, esm: true },
};

/** What ajv would import: how many code points a text has. */
const codePoints = "((text) => { let length = 0; for (const _ of text) length++; return length; })";

/**
 * @param allErrors - whether it goes on after the first mistake.
 * @returns a TypeScript module that exports `validate`.
 */
export function schemaCheckModule(schema, banner, { allErrors }) {
  const ajv = new Ajv({ ...options, allErrors });
  const code = standalone
    .default(ajv, ajv.compile(schema))
    .replace(/^"use strict";/, "")
    .replace(/^export const validate = \w+;export default (\w+);/, "export { $1 as validate };")
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', codePoints);
  if (/\brequire\(|export default/.test(code)) throw new Error("ajv's code has another form than before");
  // One function in a line, for short differences.
  return `${banner}\n// @ts-nocheck\n${code.replaceAll(/;(?=function validate\d+\(|const schema\d+ = )/g, ";\n").replaceAll(/\}(?=function validate\d+\()/g, "}\n")}\n`;
}
