import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";

const ajv = new Ajv({
  strict: false,
  formats: { "date-time": true, int32: true, int64: true, double: true, byte: true, "int-or-string": true },
});
const validate = ajv.compile(JSON.parse(readFileSync(join(import.meta.dirname, "kubernetes.json"), "utf8")) as object);

/** What Kubernetes would refuse in a manifest; undefined if nothing. Kinds that are not in the schemas are refused. */
export function kubernetesFaults(manifest: unknown): string | undefined {
  return validate(manifest) ? undefined : ajv.errorsText(validate.errors);
}
